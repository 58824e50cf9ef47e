#include "CICU.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

int32_t cicu_transliterate(
    const char *identifier, uint16_t *text, int32_t length, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar name[64];
  int32_t name_length = 0;
  u_strFromUTF8(name, 64, &name_length, identifier, -1, &status);
  if (U_FAILURE(status)) return -1;
  UTransliterator *transliterator =
      utrans_openU(name, name_length, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE(status)) return -1;
  int32_t limit = length;
  utrans_transUChars(transliterator, text, &length, capacity, 0, &limit, &status);
  utrans_close(transliterator);
  return U_SUCCESS(status) && length <= capacity ? length : -1;
}
