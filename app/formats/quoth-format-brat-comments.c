/* quoth-format-brat-comments.c - what people say about annotations, in brat's notes
 *
 *   #4  AnnotatorNotes T2<TAB>quoth:comment:anna=Is this a claim?
 *   #5  AnnotatorNotes T2<TAB>quoth:resolved:anna:ben=Is this a claim?
 *
 * The author, and who resolved it, are escaped as parts of an address.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-export-private.h"
#include "quoth-format-brat-write-private.h"
#include "quoth-remark.h"

#include <string.h>

#define OPEN ":comment:"
#define RESOLVED ":resolved:"
#define MAX_COMMENTS 100000

void
quoth_brat_take_comments (QuothBratWriter  *self,
                          QuothArticleData *data)
{
  g_ptr_array_set_size (self->comments, 0);
  g_hash_table_remove_all (self->told);
  for (guint i = 0; i < data->annotations->len; i++)
    if (quoth_remark_is_comment (data->annotations->pdata[i]))
      g_ptr_array_add (self->comments, quoth_annotation_ref (data->annotations->pdata[i]));
  quoth_export_drop_remarks (data, NULL, NULL);
}

/* The number of what @subject names as "layer/id", where either may hold slashes; 0 when it
 * is not in the file. */
static guint
find_number (QuothBratFile *self,
             const char    *subject)
{
  for (const char *p = strchr (subject, '/'); p != NULL; p = strchr (p + 1, '/'))
    {
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, p + 1));
      g_autofree char *name = NULL;

      if (number == 0)
        continue;
      name = quoth_remark_subject_of (self->written->pdata[number - 1]);
      if (strcmp (name, subject) == 0)
        return number;
    }
  return 0;
}

static void
append_name (GString    *out,
             const char *prefix,
             const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name != NULL ? name : "", NULL, FALSE);

  g_string_append (out, prefix);
  g_string_append (out, escaped);
}

void
quoth_brat_write_comments (QuothBratFile *self)
{
  GPtrArray *comments = self->writer->comments;
  GString *out = self->writer->later;

  for (guint i = 0; i < comments->len; i++)
    {
      QuothAnnotation *comment = comments->pdata[i];
      g_autofree char *subject = quoth_remark_dup_subject (comment);
      g_autofree char *author = quoth_remark_dup_author (comment);
      g_autofree char *resolver = quoth_remark_dup_resolver (comment);
      guint number = subject != NULL ? find_number (self, subject) : 0;

      if (number == 0)
        continue;
      g_hash_table_add (self->writer->told, comment);
      g_string_append_printf (out, "#%u\tAnnotatorNotes T%u\tquoth", ++self->n_notes, number);
      append_name (out, quoth_remark_is_resolved (comment) ? RESOLVED : OPEN, author);
      if (quoth_remark_is_resolved (comment))
        append_name (out, ":", resolver);
      g_string_append_c (out, '=');
      quoth_standoff_append_escaped (out, comment->note != NULL ? comment->note : "");
      g_string_append_c (out, '\n');
    }
}

void
quoth_brat_tell_comments (QuothBratWriter  *self,
                          QuothArticleData *data)
{
  for (guint i = 0; i < self->comments->len; i++)
    {
      QuothAnnotation *comment = self->comments->pdata[i];

      if (!g_hash_table_contains (self->told, comment))
        quoth_writer_lose (self, comment->id,
                    "a comment on nothing that is in the files");
    }
}

/* Documented in quoth-format-brat-private.h. */
gboolean
quoth_brat_reader_comment (QuothBratReader *self,
                           QuothAnnotation *annotation,
                           const char      *rest)
{
  gboolean resolved = g_str_has_prefix (rest, RESOLVED);
  const char *names = rest + (resolved ? strlen (RESOLVED) : strlen (OPEN));
  const char *end;
  g_autofree char *text = NULL;
  g_autofree char *both = NULL;
  g_auto (GStrv) parts = NULL;
  QuothAnnotation *comment;

  if (!resolved && !g_str_has_prefix (rest, OPEN))
    return FALSE;
  end = strchr (names, '=');
  if (end == NULL || self->comments->len >= MAX_COMMENTS)
    return FALSE;
  both = g_strndup (names, (gsize) (end - names));
  parts = g_strsplit (both, ":", 2);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *name = g_uri_unescape_string (parts[i], NULL);

      if (name == NULL || !g_utf8_validate (name, -1, NULL))
        {
          g_free (name);
          return FALSE;
        }
      g_free (parts[i]);
      parts[i] = name;
    }
  text = quoth_standoff_unescape (end + 1);
  comment = quoth_remark_new_comment (annotation->parts, annotation->n_parts, text,
                                      parts[0] != NULL ? parts[0] : "");
  if (resolved)
    quoth_remark_resolve (comment, parts[0] != NULL && parts[1] != NULL ? parts[1] : "");
  g_ptr_array_add (self->comments, comment);
  g_ptr_array_add (self->subjects, annotation);
  return TRUE;
}

/* Documented in quoth-format-brat-private.h. */
void
quoth_brat_reader_add_comments (QuothBratReader  *self,
                                QuothArticleData *data)
{
  QuothScheme *scheme;

  if (self->comments->len == 0)
    return;
  scheme = quoth_remark_dup_scheme (self->scheme);
  quoth_scheme_unref (self->scheme);
  self->scheme = scheme;
  for (guint i = 0; i < self->comments->len; i++)
    {
      quoth_remark_set_subject (self->comments->pdata[i], self->subjects->pdata[i]);
      g_ptr_array_add (data->annotations, quoth_annotation_ref (self->comments->pdata[i]));
    }
}
