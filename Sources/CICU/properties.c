#include "CICU.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/uversion.h>

void cicu_version(char *buffer, int32_t capacity) {
  if (capacity < U_MAX_VERSION_STRING_LENGTH) return;
  UVersionInfo version;
  u_getVersion(version);
  u_versionToString(version, buffer);
}

uint8_t cicu_character_class(uint32_t code_point) {
  UChar32 c = (UChar32)code_point;
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
      return CICU_CLASS_EXTEND;
    case U_WB_EXTENDNUMLET:
      return CICU_CLASS_CONNECTOR;
    // The marks of length and of repetition that kana share belong to no script.
    case U_WB_KATAKANA:
      return CICU_CLASS_CJK;
    default:
      break;
  }
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
      return CICU_CLASS_CJK;
    default:
      return CICU_CLASS_OTHER;
  }
}

void cicu_fill_character_classes(uint8_t *table) {
  for (uint32_t c = 0; c < 0x10000; c++) table[c] = cicu_character_class(c);
}
