/*
 * Words as a server would write them for a class of model/reply_class: of its rows, the first
 * that is read as that class at that step, each of its pieces by its first word.
 */
#ifndef TESTS_REPLY_WORDS_H
#define TESTS_REPLY_WORDS_H

#include "model/reply_class.h"

#include <string.h>

static inline void reply_words_of_row(const char *row, char *out, size_t size)
{
	size_t len = 0;

	while (*row && len + 1 < size) {
		size_t n = strcspn(row, "|*");

		for (size_t i = 0; i < n && len + 2 < size; i++)
			out[len++] = row[i];
		row += strcspn(row, "*");
		if (*row == '*') {
			out[len++] = ' ';
			row++;
		}
	}
	out[len] = '\0';
}

/* NULL: that class has no words there. */
static inline const char *reply_words(enum reply_class class, enum step step)
{
	static char words[200];

	for (size_t i = 0; class && i < reply_rule_count; i++) {
		struct facts f;
		enum reply_class found;

		if (reply_rules[i].class != class)
			continue;
		reply_words_of_row(reply_rules[i].words, words, sizeof(words));
		facts_init(&f);
		f.code = 550;
		facts_text(&f.text, words);
		found = reply_class_of(&f, step);
		facts_fini(&f);
		if (found == class)
			return words;
	}
	return NULL;
}

#endif
