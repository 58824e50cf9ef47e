#include "CICU.h"

#include <unicode/unorm2.h>
#include <unicode/utf16.h>

static const UNormalizer2 *casefold_instance(void) {
  UErrorCode status = U_ZERO_ERROR;
  // ICU keeps the instance and hands out the same one under its own lock.
  const UNormalizer2 *instance = unorm2_getNFKCCasefoldInstance(&status);
  return U_SUCCESS(status) ? instance : NULL;
}

bool cicu_fill_casefold_table(uint16_t *table) {
  const UNormalizer2 *normalizer = casefold_instance();
  if (normalizer == NULL) return false;
  for (uint32_t c = 0; c < 0x10000; c++) {
    table[c] = 0;
    if (U_IS_SURROGATE(c) || !unorm2_hasBoundaryBefore(normalizer, (UChar32)c)) continue;
    UErrorCode status = U_ZERO_ERROR;
    UChar source = (UChar)c;
    UChar mapped[32];
    int32_t length = unorm2_normalize(normalizer, &source, 1, mapped, 32, &status);
    if (U_SUCCESS(status) && length == 1) table[c] = mapped[0];
  }
  return true;
}

bool cicu_casefold_has_boundary_before(uint32_t code_point) {
  const UNormalizer2 *normalizer = casefold_instance();
  return normalizer == NULL || unorm2_hasBoundaryBefore(normalizer, (UChar32)code_point);
}

int32_t cicu_casefold(
    const uint16_t *text, int32_t length, uint16_t *result, int32_t capacity) {
  const UNormalizer2 *normalizer = casefold_instance();
  if (normalizer == NULL) return -1;
  UErrorCode status = U_ZERO_ERROR;
  int32_t written = unorm2_normalize(normalizer, text, length, result, capacity, &status);
  return U_SUCCESS(status) ? written : -1;
}
