#include "CICU.h"

#include <unicode/ubrk.h>

// A `cicu_word_iterator` is ICU's own iterator under a name that Swift may see.
static UBreakIterator *unwrap(cicu_word_iterator *iterator) { return (UBreakIterator *)iterator; }

cicu_word_iterator *cicu_word_iterator_open(void) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
  return U_SUCCESS(status) ? (cicu_word_iterator *)iterator : NULL;
}

cicu_word_iterator *cicu_word_iterator_clone(const cicu_word_iterator *iterator) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *copy = ubrk_clone((const UBreakIterator *)iterator, &status);
  return U_SUCCESS(status) ? (cicu_word_iterator *)copy : NULL;
}

void cicu_word_iterator_close(cicu_word_iterator *iterator) {
  if (iterator != NULL) ubrk_close(unwrap(iterator));
}

bool cicu_word_iterator_set_text(
    cicu_word_iterator *iterator, const uint16_t *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(unwrap(iterator), text, length, &status);
  return U_SUCCESS(status);
}

int32_t cicu_word_iterator_next(
    cicu_word_iterator *iterator, int32_t *ends, int32_t *statuses, int32_t capacity) {
  UBreakIterator *words = unwrap(iterator);
  int32_t count = 0;
  while (count < capacity) {
    int32_t end = ubrk_next(words);
    if (end == UBRK_DONE) break;
    ends[count] = end;
    statuses[count] = ubrk_getRuleStatus(words);
    count++;
  }
  return count;
}
