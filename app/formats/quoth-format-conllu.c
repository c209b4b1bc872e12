/* quoth-format-conllu.c - people in CoNLL-U files with Entity= (CorefUD, GUM)
 *
 * The text is rebuilt from words and SpaceAfter=No; paragraphs begin at "# newpar". Of
 * the mentions only those of people are kept: a cluster of them is a person.
 * https://universaldependencies.org/format.html
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-conllu"

#include "config.h"

#include "quoth-format-conllu-private.h"
#include "quoth-json-scan-private.h"
#include "quoth-json-writer.h"
#include "quoth-line-reader.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many different things are told of a file. */
#define MAX_TOLD 1000

enum { ID, FORM, UPOS = 3, MISC = 9 };

typedef struct
{
  const char             *path;
  const QuothReadOptions *options;
  const QuothSink        *sink;
  const char             *person;     /* the scheme's type of people */
  GHashTable             *left_out;   /* of char*: what is left out → how often */
  GHashTable             *identities; /* article of Wikipedia → QuothEntity */
  guint                   n_articles;
  guint                   line;

  GString                *buffer;     /* of the line, to be cut */
  GString                *text;
  guint                   length;     /* of @text, code points */
  gboolean                space;      /* before the next word */
  gboolean                paragraph;
  guint                   range_end;  /* words up to here belong to the range before them */
  QuothSpan               word;
  GString                *said;       /* what "# text" says of the sentence; empty: nothing */
  gsize                   sentence;   /* where it begins in @text, bytes; G_MAXSIZE: not yet */
  char                   *document;   /* nullable */
  gboolean                begun;      /* by "newdoc": an article, with words or without */
  QuothAttributes        *metadata;
  char                   *title;      /* nullable */
  QuothConlluMentions     mentions;
} Reader;

static void
reset_document (Reader *self)
{
  g_string_truncate (self->text, 0);
  self->length = 0;
  self->space = self->paragraph = self->begun = FALSE;
  g_clear_pointer (&self->document, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->metadata, quoth_attributes_unref);
  quoth_conllu_mentions_reset (&self->mentions);
}

static void
reader_clear (Reader *self)
{
  reset_document (self);
  g_string_free (self->buffer, TRUE);
  g_string_free (self->text, TRUE);
  g_string_free (self->said, TRUE);
  g_hash_table_unref (self->left_out);
  g_hash_table_unref (self->identities);
  quoth_conllu_mentions_clear (&self->mentions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static void
add_fact (Reader     *self,
          const char *name,
          const char *value)
{
  QuothAttributes *metadata = quoth_attributes_with_string (self->metadata, name, value);

  quoth_attributes_unref (self->metadata);
  self->metadata = metadata;
}

/* @groups: cluster to entity, of this document; @best: cluster to its best mention. */
static QuothEntity *
find_entity (Reader       *self,
             QuothText    *text,
             GHashTable   *groups,
             GHashTable   *best,
             const char   *group,
             GError      **error)
{
  const QuothConlluMention *mention = g_hash_table_lookup (best, group);
  QuothEntity *entity = g_hash_table_lookup (groups, group);

  if (entity != NULL)
    return entity;
  if (mention->identity != NULL)
    entity = g_hash_table_lookup (self->identities, mention->identity);
  if (entity != NULL)
    {
      g_hash_table_insert (groups, mention->group, quoth_entity_ref (entity));
      return entity;
    }
  entity = quoth_conllu_mention_make_entity (mention, text);
  g_hash_table_insert (groups, mention->group, entity);
  if (mention->identity != NULL)
    g_hash_table_insert (self->identities, g_strdup (mention->identity),
                         quoth_entity_ref (entity));
  return self->sink->entity (self->sink->user_data, entity, error) ? entity : NULL;
}

static void
count_left_out (Reader     *self,
                const char *what,
                guint       n)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (self->left_out, what));

  if (n > 0 && (before > 0 || g_hash_table_size (self->left_out) < MAX_TOLD))
    g_hash_table_insert (self->left_out, g_strdup (what), GUINT_TO_POINTER (before + n));
}

static gboolean
is_person (Reader                   *self,
           GHashTable               *types,
           const QuothConlluMention *mention)
{
  const char *type = mention->type;
  g_autofree char *message = NULL;

  if (type == NULL)
    type = g_hash_table_lookup (types, mention->group);
  if (g_strcmp0 (type, QUOTH_ENTITY_KIND_PERSON) == 0)
    return TRUE;
  message = g_strdup_printf ("mentions of %s are left out: only people are kept",
                             type != NULL ? type : "no type");
  count_left_out (self, message, 1);
  return FALSE;
}

/* What is left out, @n times. */
static void
tell (Reader     *self,
      guint       n,
      const char *what)
{
  g_autofree char *message = g_strdup_printf ("%u mentions %s: left out", n, what);

  if (n > 0)
    self->sink->notice (self->sink->user_data, self->path, self->line, message);
}

/* Ends and beginnings that have no partner, parts as well, and what no word of the text is of. */
static void
tell_left_out (Reader *self,
               guint   n_nowhere)
{
  guint n_loose = self->mentions.n_loose + self->mentions.open->len;

  for (guint i = 0; i < self->mentions.closed->len; i++)
    {
      const QuothConlluMention *mention = &g_array_index (self->mentions.closed,
                                                          QuothConlluMention, i);

      n_loose += mention->part != mention->n_parts && !mention->is_used;
    }
  tell (self, n_loose, "begin or end alone");
  tell (self, n_nowhere, "have no word in the text");
}

static gboolean
add_mentions (Reader            *self,
              QuothArticleData  *data,
              GError           **error)
{
  const char *layer = self->options->layer != NULL ? self->options->layer : "import";
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                         (GDestroyNotify) quoth_entity_unref);
  g_autoptr (GHashTable) best = quoth_conllu_mentions_best (&self->mentions);
  g_autoptr (GHashTable) types = quoth_conllu_mentions_types (&self->mentions);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint n_nowhere = 0;

  for (guint i = 0; i < self->mentions.closed->len; i++)
    {
      const QuothConlluMention *mention = &g_array_index (self->mentions.closed,
                                                          QuothConlluMention, i);
      QuothAnnotation *annotation;
      QuothEntity *entity;

      if (mention->part != mention->n_parts)
        continue;
      if (!quoth_conllu_mentions_parts (&self->mentions, i, parts))
        self->mentions.n_loose++;
      if (!is_person (self, types, mention))
        continue;
      n_nowhere += parts->len == 0;
      if (parts->len == 0)
        continue;
      entity = find_entity (self, data->text, groups, best, mention->group, error);
      if (entity == NULL)
        return FALSE;
      annotation = quoth_annotation_new (self->person, layer, (QuothSpan *) parts->data,
                                         parts->len);
      quoth_annotation_set_origin (annotation, "import");
      quoth_annotation_set_entity (annotation, entity->id);
      g_ptr_array_add (data->annotations, annotation);
    }
  tell_left_out (self, n_nowhere);
  if (data->annotations->len > 0)
    quoth_article_data_add_layer (data, layer, "open");
  return TRUE;
}

/* Blanks at its end are no part of a sentence. */
static void
end_sentence (Reader *self)
{
  gsize n_said = self->said->len;
  gsize n_words = self->sentence < self->text->len ? self->text->len - self->sentence : 0;

  while (n_said > 0 && g_ascii_isspace (self->said->str[n_said - 1]))
    n_said--;
  if (n_said > 0 && (n_said != n_words
                     || memcmp (self->said->str, self->text->str + self->sentence, n_said) != 0))
    count_left_out (self, "sentences read otherwise in “# text”: their words are taken", 1);
  g_string_truncate (self->said, 0);
  self->sentence = G_MAXSIZE;
  self->range_end = 0;
}

static gboolean
deliver (Reader  *self,
         GError **error)
{
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  g_autofree char *base = g_path_get_basename (self->path);

  end_sentence (self);
  if (self->text->len == 0 && !self->begun)
    {
      reset_document (self);
      return TRUE;
    }
  self->n_articles++;
  text = quoth_text_new (self->text->str, (gssize) self->text->len, error);
  if (text == NULL)
    return FALSE;
  article = quoth_article_new (self->title != NULL ? self->title
                               : self->document != NULL ? self->document : base, text);
  quoth_article_take_metadata (article, g_steal_pointer (&self->metadata));
  data = quoth_article_data_new (article, text);
  if (!add_mentions (self, data, error)
      || !self->sink->article (self->sink->user_data, data, error))
    return FALSE;
  reset_document (self);
  return TRUE;
}

static gboolean
read_comment (Reader      *self,
              const char  *line,
              GError     **error)
{
  static const struct { const char *from; const char *to; } facts[] = {
    { "meta::author", "author" }, { "meta::dateCreated", "date" }, { "meta::sourceURL", "url" },
  };
  const char *value;

  if (quoth_conllu_begins (line, "newdoc"))
    {
      if (!deliver (self, error))
        return FALSE;
      value = quoth_conllu_get_value (line, "newdoc id");
      self->document = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
      self->begun = TRUE;
      return TRUE;
    }
  if (quoth_conllu_begins (line, "newpar"))
    self->paragraph = self->text->len > 0;
  value = quoth_conllu_get_value (line, "global.Entity");
  if (value != NULL)
    quoth_conllu_mentions_fields (&self->mentions, value);
  value = quoth_conllu_get_value (line, "text");
  if (value != NULL)
    g_string_assign (self->said, value);
  value = quoth_conllu_get_value (line, "meta::title");
  if (value != NULL && *value != '\0')
    {
      g_free (self->title);
      self->title = g_strdup (value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      value = quoth_conllu_get_value (line, facts[i].from);
      if (value != NULL && *value != '\0')
        add_fact (self, facts[i].to, value);
    }
  return TRUE;
}

static void
append_word (Reader     *self,
             const char *form,
             const char *misc)
{
  if (self->paragraph)
    g_string_append (self->text, "\n\n");
  else if (self->space)
    g_string_append_c (self->text, ' ');
  self->length += self->paragraph ? 2 : self->space;
  self->paragraph = FALSE;
  self->word.start = self->length;
  self->sentence = MIN (self->sentence, self->text->len);
  quoth_json_append_bytes (self->text, form, strlen (form));
  for (const char *p = form; *p != '\0'; p++)
    self->length += (*p & 0xc0) != 0x80;
  self->word.end = self->length;
  self->space = strlen (misc) < 2 || strstr (misc, "SpaceAfter=No") == NULL;
}

/* What @misc says of mentions; it is cut. */
static gboolean
read_entity (Reader  *self,
             char    *misc,
             GError **error)
{
  /* Of most words nothing is said. */
  if (misc[0] == '\0' || misc[1] == '\0')
    return TRUE;
  for (char *member = misc, *next; member != NULL; member = next)
    {
      next = strchr (member, '|');
      if (next != NULL)
        *next++ = '\0';
      if (!g_str_has_prefix (member, "Entity="))
        {
          guint n = 0;
          const char *loss = quoth_conllu_name_loss (member, &n);

          if (loss != NULL)
            count_left_out (self, loss, n);
        }
      else if (!quoth_conllu_mentions_read (&self->mentions, member + strlen ("Entity="), self->word))
        return quoth_format_refuse (error, self->path, self->line, "“%.80s” is no Entity", member);
    }
  return TRUE;
}

static gboolean
read_word (Reader  *self,
           char    *line,
           GError **error)
{
  char *columns[QUOTH_CONLLU_N_COLUMNS];
  guint n = quoth_conllu_split (line, columns);
  char *end = NULL;
  guint64 id;

  if (n != QUOTH_CONLLU_N_COLUMNS)
    return quoth_format_refuse (error, self->path, self->line, "the line has %u columns, not %d",
                                n, QUOTH_CONLLU_N_COLUMNS);
  id = quoth_conllu_parse_id (columns[ID], &end);
  if (end == columns[ID] || (*end != '\0' && *end != '-' && *end != '.') || id > G_MAXINT)
    return quoth_format_refuse (error, self->path, self->line, "“%.40s” is no number of a word",
                                columns[ID]);
  if (*columns[FORM] == '\0')
    return quoth_format_refuse (error, self->path, self->line, "the word is empty");
  /* A node without a word, within a mention or alone. */
  if (*end == '.')
    {
      if (id >= self->range_end)
        self->word = (QuothSpan) { self->length + (self->paragraph ? 2 : self->space),
                                   self->length };
      return read_entity (self, columns[MISC], error);
    }
  if (*end == '-')
    self->range_end = (guint) MIN (g_ascii_strtoull (end + 1, NULL, 10), G_MAXINT);
  if (*end == '-' || id > self->range_end)
    append_word (self, columns[FORM], columns[MISC]);
  self->mentions.names += strcmp (columns[UPOS], "PROPN") == 0;
  return read_entity (self, columns[MISC], error);
}

static gboolean
read_line (Reader      *self,
           const char  *bytes,
           gsize        n_bytes,
           GError     **error)
{
  char *line;

  if (n_bytes == 0)
    {
      end_sentence (self);
      return TRUE;
    }
  if (quoth_json_scan_find_invalid (bytes, bytes + n_bytes) != NULL
      || memchr (bytes, '\0', n_bytes) != NULL)
    return quoth_format_refuse (error, self->path, self->line, "the line is not UTF-8");
  g_string_truncate (self->buffer, 0);
  quoth_json_append_bytes (self->buffer, bytes, n_bytes);
  line = self->buffer->str;
  return *line == '#' ? read_comment (self, line, error) : read_word (self, line, error);
}

/* What was counted, in the order of its words. */
static void
tell_all (Reader *self)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (self->left_out),
                                        (GCompareFunc) strcmp);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *message =
        g_strdup_printf ("%u %s", GPOINTER_TO_UINT (g_hash_table_lookup (self->left_out, l->data)),
                         (const char *) l->data);

      self->sink->notice (self->sink->user_data, self->path, 0, message);
    }
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  g_auto (Reader) self = { .path = path, .options = options, .sink = sink };
  g_auto (QuothLineReader) lines = { 0 };
  g_autoptr (GError) local_error = NULL;
  const char *line;
  gsize n_bytes;

  self.person = quoth_conllu_find_person_type (options->scheme);
  self.buffer = g_string_new (NULL);
  self.text = g_string_new (NULL);
  self.said = g_string_new (NULL);
  self.sentence = G_MAXSIZE;
  self.left_out = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.identities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) quoth_entity_unref);
  quoth_conllu_mentions_init (&self.mentions);
  if (!quoth_line_reader_open (&lines, path, progress, error))
    return FALSE;
  while (quoth_line_reader_next (&lines, &line, &n_bytes, &local_error))
    {
      self.line = lines.line;
      if (quoth_progress_set_error_if_cancelled (progress, error)
          || !read_line (&self, line, n_bytes, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!deliver (&self, error))
    return FALSE;
  if (self.n_articles == 0)
    return quoth_format_refuse (error, path, 0, "the file holds no article");
  tell_all (&self);
  return TRUE;
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  if (head == NULL)
    return 0;
  if (g_str_has_suffix (path, ".conllu"))
    return 90;
  return g_strstr_len (head, (gssize) n_head, "# sent_id") != NULL
         && g_strstr_len (head, (gssize) n_head, "\n1\t") != NULL ? 80 : 0;
}

static const char *const extensions[] = { "conllu", NULL };

const QuothFormat quoth_format_conllu = {
  .name = "conllu",
  .title = N_("CoNLL-U"),
  .description = N_("The people of files with Entity=, as in CorefUD and GUM"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
};
