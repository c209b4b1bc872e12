/* corpus-fixture.h - reads and writes corpora in tests without a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format.h"
#include "quoth-formats-private.h"
#include "quoth-writer.h"

#include <glib/gstdio.h>
#include <string.h>

static inline int
corpus_compare (gconstpointer a,
                gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What a reader gave. */
typedef struct
{
  GPtrArray   *articles; /* of QuothArticleData */
  GPtrArray   *entities; /* of QuothEntity */
  GPtrArray   *notices;  /* of char* */
  QuothScheme *scheme;   /* nullable */
} Corpus;

static inline void
corpus_clear (Corpus *self)
{
  g_clear_pointer (&self->articles, g_ptr_array_unref);
  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Corpus, corpus_clear)

static inline void
corpus_init (Corpus *self)
{
  self->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_data_free);
  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  self->notices = g_ptr_array_new_with_free_func (g_free);
  self->scheme = NULL;
}

static inline gboolean
corpus_take_scheme_cb (gpointer      user_data,
                       QuothScheme  *scheme,
                       GError      **error)
{
  Corpus *self = user_data;

  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = quoth_scheme_ref (scheme);
  return TRUE;
}

static inline gboolean
corpus_take_entity_cb (gpointer      user_data,
                       QuothEntity  *entity,
                       GError      **error)
{
  Corpus *self = user_data;

  g_ptr_array_add (self->entities, quoth_entity_ref (entity));
  return TRUE;
}

static inline gboolean
corpus_take_article_cb (gpointer           user_data,
                        QuothArticleData  *data,
                        GError           **error)
{
  Corpus *self = user_data;
  QuothArticleData *copy = quoth_article_data_new (data->article, data->text);

  for (guint i = 0; i < data->layers->len; i++)
    {
      QuothLayer *layer = data->layers->pdata[i];

      quoth_article_data_add_layer (copy, layer->name, layer->state);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      g_autoptr (GError) local_error = NULL;

      quoth_annotation_validate (annotation, quoth_text_get_length (data->text), &local_error);
      g_assert_no_error (local_error);
      g_ptr_array_add (copy->annotations, quoth_annotation_ref (annotation));
    }
  g_ptr_array_add (self->articles, copy);
  return TRUE;
}

static inline void
corpus_notice_cb (gpointer    user_data,
                  const char *path,
                  guint       line,
                  const char *message)
{
  Corpus *self = user_data;

  g_ptr_array_add (self->notices, g_strdup_printf ("%u: %s", line, message));
}

static inline gboolean
corpus_read (Corpus             *self,
             const QuothFormat  *format,
             const char         *path,
             QuothScheme        *scheme,
             GError            **error)
{
  QuothReadOptions options = { .layer = "me", .scheme = scheme };
  QuothSink sink = { corpus_take_scheme_cb, corpus_take_entity_cb, corpus_take_article_cb,
                     corpus_notice_cb, self };

  return format->read (path, &options, &sink, NULL, error);
}

/* Lines "annotation: reason". */
static inline void
corpus_loss_cb (gpointer    user_data,
                const char *article,
                const char *annotation,
                const char *reason)
{
  if (user_data != NULL)
    g_ptr_array_add (user_data, g_strdup_printf ("%s: %s", annotation, reason));
}

static inline void
corpus_write (Corpus            *self,
              const QuothFormat *format,
              QuothWriteOptions *options,
              GPtrArray         *losses)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothWriter) writer = quoth_writer_new (format, options, corpus_loss_cb, losses,
                                                     &error);

  g_assert_no_error (error);
  for (guint i = 0; i < self->entities->len; i++)
    g_assert_true (quoth_writer_add_entity (writer, self->entities->pdata[i], &error));
  for (guint i = 0; i < self->articles->len; i++)
    {
      quoth_writer_add_article (writer, self->articles->pdata[i], &error);
      g_assert_no_error (error);
    }
  quoth_writer_end (writer, &error);
  g_assert_no_error (error);
}

static inline char *
corpus_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("quoth-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static inline void
corpus_remove_folder (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      corpus_remove_folder (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static inline void
corpus_put_file (const char *folder,
                 const char *name,
                 const char *content,
                 gssize      length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
}

static inline char *
corpus_get_file (const char *folder,
                 const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  return content;
}

/* The files of a folder that end so, sorted. */
static inline GPtrArray *
corpus_list_files (const char *folder,
                   const char *suffix)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, suffix))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_clear_pointer (&dir, g_dir_close);
  g_ptr_array_sort (paths, corpus_compare);
  return paths;
}

/* A text with everything that has broken readers, seeded. */
static inline char *
corpus_random_text (GRand *rand,
                    guint  n,
                    gboolean with_returns)
{
  static const char *const bits[] = {
    "a", "b", "Word", " ", " ", ",", ".", "\n", "\n\n", "\t", "“", "”", "’", "é", "e\xcc\x81",
    "😀", "👩\xe2\x80\x8d🚀", "\xc2\xa0", "\xc2\x85", "\xe2\x80\xa8", "\xe2\x80\xa9", "\x0b", "\x0c",
    "\x1c", "\x1e", "שלום", "مرحبا", "漢字", "\xe3\x80\x80", "-DOCSTART-", "\\", "\\n", "=", "|",
    "T1", "#", "\xe2\x80\x8b", "Δ", "\xf0\x9d\x92\x9c", "'s", "\xef\xbb\xbf", "\x1f", "O", "B-x",
    "\r\n", "\r"
  };
  GString *text = g_string_new ("x");

  for (guint i = 0; i < n; i++)
    g_string_append (text, bits[g_rand_int_range (rand, 0, (int) G_N_ELEMENTS (bits)
                                                           - (with_returns ? 0 : 2))]);
  return g_string_free (text, FALSE);
}

/* A text for comparing: everything an annotation says but its ids and times. The
 * targets of its links are told by @targets: id → line, nullable. */
static inline char *
corpus_describe (QuothAnnotation *annotation,
                 Corpus          *corpus,
                 GHashTable      *targets)
{
  g_autoptr (GString) out = g_string_new (annotation->type);
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < annotation->n_parts; i++)
    g_string_append_printf (out, " %u-%u", annotation->parts[i].start, annotation->parts[i].end);
  if (annotation->attributes != NULL)
    {
      g_string_append_c (out, ' ');
      quoth_attributes_append_json (annotation->attributes, out);
    }
  for (guint i = 0; annotation->entity != NULL && i < corpus->entities->len; i++)
    {
      QuothEntity *entity = corpus->entities->pdata[i];

      if (strcmp (entity->id, annotation->entity) == 0)
        g_string_append_printf (out, " @%s/%s", entity->name,
                                entity->wikidata != NULL ? entity->wikidata : "");
    }
  if (annotation->note != NULL)
    g_string_append_printf (out, " note=%s", annotation->note);
  for (guint i = 0; targets != NULL && i < annotation->n_links; i++)
    {
      const char *target = g_hash_table_lookup (targets, annotation->links[i].to);

      g_ptr_array_add (links, g_strdup_printf ("%s>(%s)", annotation->links[i].role,
                                               target != NULL ? target : "?"));
    }
  g_ptr_array_sort (links, corpus_compare);
  for (guint i = 0; i < links->len; i++)
    g_string_append_printf (out, " %s", (char *) links->pdata[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* All annotations of an article, one per line, sorted. */
static inline char *
corpus_dump (Corpus           *corpus,
             QuothArticleData *data)
{
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      g_hash_table_insert (targets, annotation->id, corpus_describe (annotation, corpus, NULL));
    }
  for (guint i = 0; i < data->annotations->len; i++)
    g_ptr_array_add (lines, corpus_describe (data->annotations->pdata[i], corpus, targets));
  g_ptr_array_sort (lines, corpus_compare);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (out, "%s\n", (char *) lines->pdata[i]);
  return g_string_free (out, FALSE);
}
