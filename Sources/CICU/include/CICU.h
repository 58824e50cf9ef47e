#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

// What the project needs of the system's ICU, and nothing else. No ICU header is included here, so
// that none reaches a Swift module: ICU's own type names clash with those of Foundation's private
// copy of ICU. Everything is an opaque struct or a fixed-width integer. No function aborts; each
// says in its result that it failed.

#ifdef __cplusplus
extern "C" {
#endif

/// Writes the version of the ICU library in use, such as "72.1", as a NUL-terminated string into
/// `buffer` of `capacity` bytes. Nothing is written if `capacity` is below 20.
void cicu_version(char *buffer, int32_t capacity);

// MARK: Normalisation (normalizer.c)

/// Fills `table` (65,536 entries) with the NFKC_Casefold mapping of each BMP character that has a
/// context-free one: entry `c` is the single BMP character that `c` maps to whatever precedes it,
/// provided that no combining character follows it. It is 0 for every other character (one that
/// maps to several characters or to none, one that may combine with what precedes it, surrogates).
/// Returns false if ICU has no normalisation data.
bool cicu_fill_casefold_table(uint16_t *table);

/// Whether NFKC_Casefold never combines `code_point` with what precedes it.
bool cicu_casefold_has_boundary_before(uint32_t code_point);

/// Normalises `length` UTF-16 units to NFKC_Casefold. Returns the count of units written into
/// `result`, or -1 if they do not fit into `capacity` or ICU failed.
int32_t cicu_casefold(
    const uint16_t *text, int32_t length, uint16_t *result, int32_t capacity);

// MARK: Properties (properties.c)

/// What a character is to the counting of positions.
enum {
  /// A letter, digit or anything else that is none of the below.
  CICU_CLASS_OTHER = 0,
  /// A Han, Hiragana, Katakana or Hangul character: a unit of its own.
  CICU_CLASS_CJK = 1,
  /// Belongs to the character before it (Word_Break Extend, Format, ZWJ).
  CICU_CLASS_EXTEND = 2,
  /// Joins words without being a letter (Word_Break ExtendNumLet, such as the low line).
  CICU_CLASS_CONNECTOR = 3,
};

/// The class of `code_point`.
uint8_t cicu_character_class(uint32_t code_point);

/// Fills `table` (65,536 entries) with the classes of the BMP.
void cicu_fill_character_classes(uint8_t *table);

// MARK: Word boundaries (word_iterator.c)

/// An ICU word break iterator for the root locale.
typedef struct cicu_word_iterator cicu_word_iterator;

/// Opens an iterator, or returns NULL if ICU has no break rules or dictionary.
cicu_word_iterator *cicu_word_iterator_open(void);

/// An independent copy of `iterator`, which is only read; NULL if ICU failed.
cicu_word_iterator *cicu_word_iterator_clone(const cicu_word_iterator *iterator);

/// Frees `iterator`; NULL is allowed.
void cicu_word_iterator_close(cicu_word_iterator *iterator);

/// Starts over with `length` UTF-16 units of `text`, which must stay in place until the last
/// `cicu_word_iterator_next`. Returns false if ICU failed.
bool cicu_word_iterator_set_text(
    cicu_word_iterator *iterator, const uint16_t *text, int32_t length);

/// Writes up to `capacity` further boundaries in ascending order: the UTF-16 offset where a segment
/// ends, and ICU's rule status of it (0 for no word, 100 number, 200 letters, 300 kana,
/// 400 ideographs). Returns how many were written; fewer than `capacity` means the text has ended.
int32_t cicu_word_iterator_next(
    cicu_word_iterator *iterator, int32_t *ends, int32_t *statuses, int32_t capacity);

// MARK: Transliteration (transliterator.c)

/// Replaces `length` UTF-16 units of `text` by what ICU's transliterator `identifier` (ASCII) makes
/// of them, in place. Returns the new length, or -1 if there is no such transliterator, the result
/// does not fit into `capacity` or ICU failed. Opening a transliterator takes tens of milliseconds.
int32_t cicu_transliterate(
    const char *identifier, uint16_t *text, int32_t length, int32_t capacity);

#ifdef __cplusplus
}
#endif

#endif
