/* quoth-package-letters.c - two reviewers call the same annotator by the same letter
 *
 * Letters are given when an article is first reviewed, in an order that hangs on who had
 * worked on it by then; so two reviewers may have begun with different ones. A package that
 * holds everything, and so every name, carries them. Of two orders all choose the longer,
 * and of equally long ones the first in the alphabet: whoever has seen the same packages has
 * the same letters. A package for one annotator carries none.
 *
 * They are no work, and are written beside the merge: undoing it leaves them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge-private.h"

#include "quoth-json.h"
#include "quoth-package.h"
#include "quoth-project-query.h"
#include "quoth-review-letters.h"

#include <string.h>

#define MAX_LETTERS_BYTES (8 * 1024 * 1024)
/* Annotators of one article. */
#define MAX_NAMES 1000

/**
 * quoth_package_append_letters:
 * @letters: members of a JSON object, so far
 * @project: a project
 * @article: the next article
 *
 * Adds the letters of an article that was reviewed.
 */
void
quoth_package_append_letters (GString      *letters,
                              QuothProject *project,
                              const char   *article)
{
  g_auto (GStrv) names = quoth_review_letters_read (project, article);
  QuothJsonWriter writer;

  if (names == NULL || names[0] == NULL)
    return;
  if (letters->len > 0)
    g_string_append (letters, ",\n");
  quoth_json_writer_init (&writer, letters, FALSE);
  quoth_json_writer_string (&writer, article);
  g_string_append_c (letters, ':');
  quoth_json_writer_init (&writer, letters, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; names[i] != NULL; i++)
    quoth_json_writer_string (&writer, names[i]);
  quoth_json_writer_end_array (&writer);
}

static gboolean
is_list_of_names (JsonNode *node)
{
  JsonArray *names = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = names != NULL ? json_array_get_length (names) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (!JSON_NODE_HOLDS_VALUE (name) || json_node_get_value_type (name) != G_TYPE_STRING)
        return FALSE;
    }
  return n > 0 && n <= MAX_NAMES;
}

/**
 * quoth_merge_read_letters:
 * @self: a merge
 * @error: %QUOTH_FORMAT_ERROR_REFUSED when they make no sense
 *
 * Reads the letters that the package brings, if it brings any.
 */
gboolean
quoth_merge_read_letters (QuothMerge  *self,
                          GError     **error)
{
  g_autofree char *path = g_build_filename (self->path, QUOTH_PACKAGE_LETTERS, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) local_error = NULL;
  JsonObjectIter iter;
  JsonNode *names;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!quoth_format_load (path, MAX_LETTERS_BYTES, &bytes, &length, error))
    return FALSE;
  self->letters = quoth_json_parse (bytes, (gssize) length, &local_error);
  if (self->letters == NULL)
    return quoth_format_refuse (error, path, 1, "%s", local_error->message);
  if (!JSON_NODE_HOLDS_OBJECT (self->letters))
    return quoth_format_refuse (error, path, 1, "an object was expected");
  json_object_iter_init (&iter, json_node_get_object (self->letters));
  while (json_object_iter_next (&iter, NULL, &names))
    if (!is_list_of_names (names))
      return quoth_format_refuse (error, path, 1, "letters are a list of names");
  return TRUE;
}

static char **
to_strv (JsonArray *names)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (names); i++)
    g_strv_builder_add (builder, json_array_get_string_element (names, i));
  return g_strv_builder_end (builder);
}

static gboolean
comes_first (char **a,
             char **b)
{
  guint n_a = g_strv_length (a);
  guint n_b = g_strv_length (b);

  if (n_a != n_b)
    return n_a > n_b;
  for (guint i = 0; i < n_a; i++)
    if (strcmp (a[i], b[i]) != 0)
      return strcmp (a[i], b[i]) < 0;
  return FALSE;
}

/* After the merge, which is not undone because of them. */
void
quoth_merge_take_letters (QuothMerge *self)
{
  JsonObjectIter iter;
  const char *article;
  JsonNode *names;

  if (self->letters == NULL)
    return;
  json_object_iter_init (&iter, json_node_get_object (self->letters));
  while (json_object_iter_next (&iter, &article, &names))
    {
      g_autoptr (QuothArticle) known = quoth_project_lookup_article (self->project, article, NULL);
      g_auto (GStrv) ours = NULL;
      g_auto (GStrv) theirs = to_strv (json_node_get_array (names));
      g_autoptr (GError) error = NULL;

      if (known == NULL)
        continue;
      ours = quoth_review_letters_read (self->project, article);
      if ((ours == NULL || comes_first (theirs, ours))
          && !quoth_review_letters_keep (self->project, article, (const char *const *) theirs,
                                         &error))
        g_warning ("cannot keep the letters of article %s: %s", article, error->message);
    }
}
