/* quoth-format-tei-write.c - writes TEI P5 with the annotations in standOff
 *
 * DOC.xml, all layers in it. The text stands in one ab, interrupted only by anchors, and
 * is kept to the blank, so nothing may format the file anew. In standOff: what attributes
 * say as interp, the registry as listPerson and listOrg, and for each layer a spanGrp, its
 * notes and a listRelation. Ids that are no names of XML stand in @n.
 *
 * Lines end with LF. What XML 1.0 has no character for becomes U+FFFD and is named as lost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-format-tei-write-private.h"

#include <string.h>

typedef QuothTeiFile File;

/* Documented in quoth-format-tei-private.h. */
void
quoth_tei_append_word (GString    *out,
                       const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (g_unichar_isgraph (c) && !g_unichar_ismark (c) && g_unichar_isdefined (c) && c != '%'
          && c != ':' && c != '=' && g_unichar_type (c) != G_UNICODE_FORMAT
          && g_unichar_type (c) != G_UNICODE_PRIVATE_USE)
        g_string_append_len (out, p, next - p);
      else
        for (const char *byte = p; byte < next; byte++)
          g_string_append_printf (out, "%%%02X", (guchar) *byte);
    }
}

/* Documented in quoth-format-tei-write-private.h. */
void
quoth_tei_put_text (File       *self,
                    const char *text,
                    gsize       n_bytes)
{
  GString *out = self->writer->out;

  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (out, "&amp;");
      else if (c == '<')
        g_string_append (out, "&lt;");
      else if (c == '>')
        g_string_append (out, "&gt;");
      else if (c == '"')
        g_string_append (out, "&quot;");
      else if (c == '\r')
        g_string_append (out, "&#13;");
      else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe || c == 0xffff)
        {
          g_string_append_unichar (out, 0xfffd);
          self->n_replaced++;
        }
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

/* Documented in quoth-format-tei-write-private.h. */
void
quoth_tei_put_attribute (File       *self,
                         const char *name,
                         const char *value)
{
  GString *out = self->writer->out;
  const char *rest = value;

  g_string_append_printf (out, " %s=\"", name);
  /* In attributes, readers make blanks of tabs and line ends that are not escaped. */
  while (*rest != '\0')
    {
      gsize n = strcspn (rest, "\t\n");

      quoth_tei_put_text (self, rest, n);
      rest += n;
      if (*rest != '\0')
        g_string_append_printf (out, "&#%u;", (guint) *rest++);
    }
  g_string_append_c (out, '"');
}

/* Documented in quoth-format-tei-write-private.h. */
void
quoth_tei_put_word (File       *self,
                    const char *name,
                    const char *word)
{
  g_autoptr (GString) value = g_string_new (NULL);

  quoth_tei_append_word (value, word);
  quoth_tei_put_attribute (self, name, value->str);
}

/* Documented in quoth-format-tei-write-private.h. */
void
quoth_tei_put_element (File       *self,
                       const char *name,
                       const char *type,
                       const char *text)
{
  GString *out = self->writer->out;

  g_string_append_printf (out, "<%s", name);
  if (type != NULL)
    quoth_tei_put_word (self, "type", type);
  g_string_append_c (out, '>');
  quoth_tei_put_text (self, text, strlen (text));
  g_string_append_printf (out, "</%s>", name);
}

/* Documented in quoth-format-tei-write-private.h. */
void
quoth_tei_tell_replaced (File       *self,
                         const char *id,
                         const char *what)
{
  g_autofree char *reason = NULL;

  if (self->n_replaced > 0)
    {
      reason = g_strdup_printf ("%u characters of %s that XML cannot hold became U+FFFD",
                                self->n_replaced, what);
      quoth_writer_lose (self->writer, id, reason);
    }
  self->n_replaced = 0;
}

static gboolean
is_name (const char *id)
{
  if (!g_ascii_isalpha (*id) && *id != '_')
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_' && *p != '-' && *p != '.')
      return FALSE;
  return TRUE;
}

/* Documented in quoth-format-tei-write-private.h. */
const char *
quoth_tei_make_id (File       *self,
                   const char *wanted,
                   const char *prefix)
{
  char *id = wanted != NULL && is_name (wanted) ? g_strdup (wanted) : NULL;

  while (id == NULL || g_hash_table_contains (self->taken, id))
    {
      g_free (id);
      id = g_strdup_printf ("%s.%u", prefix, ++self->n_ids);
    }
  g_hash_table_add (self->taken, id);
  return id;
}

static gboolean
is_language (const char *language)
{
  gsize n = 0;

  for (const char *p = language; *p != '\0'; p++)
    {
      if (*p == '-' ? n == 0 : !g_ascii_isalnum (*p))
        return FALSE;
      n = *p == '-' ? 0 : n + 1;
      if (n > 8)
        return FALSE;
    }
  return n > 0 && g_ascii_isalpha (*language);
}

static void
put_language (File *self)
{
  const char *language = self->data->article->language;

  if (language == NULL)
    return;
  g_string_append (self->writer->out, "<profileDesc><langUsage><language");
  quoth_tei_put_attribute (self, "ident", is_language (language) ? language : "und");
  g_string_append_c (self->writer->out, '>');
  if (!is_language (language))
    quoth_tei_put_text (self, language, strlen (language));
  g_string_append (self->writer->out, "</language></langUsage></profileDesc>\n");
}

static void
put_layers (File *self)
{
  for (guint i = 0; i < self->layers->len; i++)
    {
      const char *layer = self->layers->pdata[i];
      const char *state = "open";

      for (guint k = 0; k < self->data->layers->len; k++)
        if (strcmp (((QuothLayer *) self->data->layers->pdata[k])->name, layer) == 0)
          state = ((QuothLayer *) self->data->layers->pdata[k])->state;
      g_string_append (self->writer->out, "<respStmt");
      quoth_tei_put_attribute (self, "xml:id", g_hash_table_lookup (self->layer_ids, layer));
      g_string_append (self->writer->out, "><resp>annotation</resp>");
      quoth_tei_put_element (self, "name", NULL, layer);
      quoth_tei_put_element (self, "note", "state", state);
      g_string_append (self->writer->out, "</respStmt>\n");
    }
}

static void
put_header (File *self)
{
  const QuothArticle *article = self->data->article;
  GString *out = self->writer->out;

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\""
                        QUOTH_TEI_NAMESPACE "\">\n<teiHeader>\n<fileDesc>\n<titleStmt>");
  quoth_tei_put_element (self, "title", NULL, article->name);
  g_string_append_c (out, '\n');
  put_layers (self);
  g_string_append (out, "</titleStmt>\n<publicationStmt><authority>Quoth</authority>");
  quoth_tei_put_element (self, "idno", "quoth", article->id);
  g_string_append (out, "</publicationStmt>\n");
  if (quoth_attributes_get_n (article->metadata) + quoth_attributes_get_n (article->tags) > 0)
    {
      g_string_append (out, "<notesStmt>\n");
      quoth_tei_put_about (self, "metadata", article->metadata);
      quoth_tei_put_about (self, "tag", article->tags);
      g_string_append (out, "</notesStmt>\n");
    }
  g_string_append (out, "<sourceDesc><p>An article of a Quoth project.</p></sourceDesc>\n"
                        "</fileDesc>\n");
  put_language (self);
  g_string_append (out, "</teiHeader>\n");
  quoth_tei_tell_replaced (self, article->id, "what is said of the article");
}

/* The text up to @end, which must be a later code point. */
static const char *
put_stretch (File       *self,
             const char *p,
             guint       n_chars)
{
  const char *end = g_utf8_offset_to_pointer (p, (glong) n_chars);

  quoth_tei_put_text (self, p, (gsize) (end - p));
  return end;
}

static void
put_body (File *self)
{
  GString *out = self->writer->out;
  gsize n_bytes;
  const char *utf8 = quoth_standoff_text_get (self->text, &n_bytes);
  const char *p = utf8;
  guint at = 0;

  g_string_append (out, "<text><body><ab xml:id=\"text\" xml:space=\"preserve\">");
  for (guint i = 0; i < self->edges->len; i++)
    {
      guint edge = g_array_index (self->edges, guint, i);

      p = put_stretch (self, p, edge - at);
      at = edge;
      g_string_append_printf (out, "<anchor xml:id=\"p%u\"/>", edge);
    }
  quoth_tei_put_text (self, p, n_bytes - (gsize) (p - utf8));
  g_string_append (out, "</ab></body></text>\n");
  quoth_tei_tell_replaced (self, self->data->article->id, "the text");
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;

  return (left > right) - (left < right);
}

/* Where parts begin and end, as it is written, each once; their ids are taken. */
static void
collect_edges (File *self)
{
  GArray *edges = self->edges;
  guint n = 0;

  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];

      for (guint k = 0; k < annotation->n_parts; k++)
        {
          guint start = quoth_standoff_text_map (self->text, annotation->parts[k].start);
          guint end = quoth_standoff_text_map (self->text, annotation->parts[k].end);

          g_array_append_val (edges, start);
          g_array_append_val (edges, end);
        }
    }
  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    if (i == 0 || g_array_index (edges, guint, i) != g_array_index (edges, guint, n - 1))
      g_array_index (edges, guint, n++) = g_array_index (edges, guint, i);
  g_array_set_size (edges, n);
  g_hash_table_add (self->taken, g_strdup ("text"));
  for (guint i = 0; i < n; i++)
    g_hash_table_add (self->taken, g_strdup_printf ("p%u", g_array_index (edges, guint, i)));
}

static gboolean
write_file (File    *self,
            GError **error)
{
  static const QuothView whole = { NULL };
  QuothWriter *writer = self->writer;

  g_string_truncate (writer->out, 0);
  collect_edges (self);
  for (guint i = 0; i < self->layers->len; i++)
    g_hash_table_insert (self->layer_ids, self->layers->pdata[i],
                         (gpointer) quoth_tei_make_id (self, self->layers->pdata[i], "layer"));
  put_header (self);
  put_body (self);
  quoth_tei_put_standoff (self);
  g_string_append (writer->out, "</TEI>\n");
  return quoth_writer_save (writer, &whole, ".xml", writer->out->str, writer->out->len, error);
}

gboolean
quoth_tei_article (gpointer           writer,
                   QuothArticleData  *data,
                   GError           **error)
{
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) layer_ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) interps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (QuothStandoffText) text = { 0 };
  File file = { .writer = writer, .data = data, .text = &text, .layers = layers, .edges = edges,
                .taken = taken, .layer_ids = layer_ids, .ids = ids, .people = people,
                .interps = interps };

  quoth_standoff_text_init (&text, data->text);
  return write_file (&file, error);
}
