/* quoth-places.c - the sentences behind a number
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team"

#include "config.h"

#include "quoth-places.h"

#include "quoth-insights.h"
#include "quoth-project-query.h"
#include "quoth-project-work.h"
#include "quoth-words.h"

#include <string.h>

#define PACKED "(ussssuuus)"
#define PAGE 200

/* Of a long quote, and on each side of it: a row shows no more. In code points. */
#define LONGEST_QUOTE 240
#define LONGEST_SIDE 120

typedef struct
{
  QuothProject           *project;
  const QuothPlacesQuery *query;
  QuothProgress          *progress; /* nullable */
  GPtrArray              *places;
  guint                   limit;
  guint                   skip;     /* places of the first article that were listed before */
  guint                   n_seen;   /* places of the article, listed or not */
} Search;

/**
 * quoth_places_query_pack:
 * @self: a query
 *
 * Returns: (transfer floating): the query as a value
 */
GVariant *
quoth_places_query_pack (const QuothPlacesQuery *self)
{
#define PLAIN(s) ((s) != NULL ? (s) : "")
  return g_variant_new (PACKED, (guint) self->kind, PLAIN (self->layer), PLAIN (self->other),
                        PLAIN (self->subject), PLAIN (self->article), self->causes, self->first,
                        self->last, PLAIN (self->detail));
#undef PLAIN
}

/**
 * quoth_places_query_unpack:
 * @packed: a value
 * @out_query: (out): the query, whose strings are those of @packed
 *
 * Returns: whether @packed was a query
 */
gboolean
quoth_places_query_unpack (GVariant         *packed,
                           QuothPlacesQuery *out_query)
{
  QuothPlacesQuery *q = out_query;
  const char **strings[] = { &q->layer, &q->other, &q->subject, &q->article, &q->detail };
  guint kind;

  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE (PACKED)))
    return FALSE;
  g_variant_get (packed, "(u&s&s&s&suuu&s)", &kind, &q->layer, &q->other, &q->subject,
                 &q->article, &q->causes, &q->first, &q->last, &q->detail);
  q->kind = (QuothPlacesKind) kind;
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    if (**strings[i] == '\0')
      *strings[i] = NULL;
  return kind <= QUOTH_PLACES_SAID;
}

void
quoth_place_free (QuothPlace *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_free (self->name);
  g_free (self->layer);
  g_free (self->before);
  g_free (self->quote);
  g_free (self->after);
  g_free (self->with);
  g_free (self->without);
  g_free (self);
}

/* One line: paragraphs end within quotes too. */
static char *
slice_line (QuothText *text,
            guint      start,
            guint      end)
{
  char *slice = quoth_text_slice (text, start, end);

  return g_strdelimit (slice, "\r\n\t", ' ');
}

static char *
slice_quote (QuothText *text,
             QuothSpan  span)
{
  g_autofree char *head = NULL;

  if (span.end - span.start <= LONGEST_QUOTE)
    return slice_line (text, span.start, span.end);
  head = slice_line (text, span.start, span.start + LONGEST_QUOTE);
  return g_strconcat (head, "…", NULL);
}

/* Whether the next place of the article belongs to the page. Only such a place is worth its
 * sentence: an article may have many pages of places, and each begins at its first. */
static gboolean
is_on_page (Search *self)
{
  return self->n_seen++ >= self->skip && self->places->len < self->limit;
}

static QuothPlace *
add_place (Search           *self,
           QuothArticleData *data,
           QuothSpan         span)
{
  QuothPlace *place = g_new0 (QuothPlace, 1);
  guint length = quoth_text_get_length (data->text);
  QuothSpan head = quoth_sentence_at (data->text, span.start);
  QuothSpan tail = quoth_sentence_at (data->text, span.end > span.start ? span.end - 1
                                                                        : span.start);
  guint from = MIN (head.start, span.start), to = CLAMP (tail.end, span.end, length);

  from = MAX (from, span.start - MIN (span.start, LONGEST_SIDE));
  to = MIN (to, span.end + LONGEST_SIDE);
  place->article = g_strdup (data->article->id);
  place->name = g_strdup (data->article->name);
  place->span = span;
  place->before = g_strchug (slice_line (data->text, from, span.start));
  place->quote = slice_quote (data->text, span);
  place->after = g_strchomp (slice_line (data->text, span.end, to));
  g_ptr_array_add (self->places, place);
  return place;
}

/* --- disputes --- */

static gboolean
is_sought (Search    *self,
           QuothCase *found)
{
  const QuothPlacesQuery *query = self->query;
  QuothScheme *scheme = quoth_project_get_scheme (self->project);
  gboolean typed = FALSE;

  if (found->causes == 0 || (query->causes != 0 && (found->causes & query->causes) == 0))
    return FALSE;
  if (query->detail != NULL
      && !g_ptr_array_find_with_equal_func (found->details, query->detail, g_str_equal, NULL))
    return FALSE;
  for (guint l = 0; l < found->n_layers && !typed; l++)
    {
      const QuothType *type = found->members[l] != NULL
                                ? quoth_scheme_lookup_type (scheme, found->members[l]->type) : NULL;

      typed = type != NULL && (query->subject != NULL ? strcmp (type->id, query->subject) == 0
                                                      : !type->automatic);
    }
  return typed;
}

static char *
join_layers (QuothCase         *found,
             const char *const *layers,
             gboolean           with)
{
  GString *names = g_string_new (NULL);

  for (guint l = 0; l < found->n_layers; l++)
    if ((found->members[l] != NULL) == with)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", layers[l]);
  return g_string_free (names, names->len == 0);
}

/* The layers that are compared and that the article has. */
static char **
choose_layers (Search           *self,
               QuothArticleData *data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const QuothPlacesQuery *query = self->query;

  for (guint i = 0; i < data->layers->len; i++)
    {
      const char *name = ((QuothLayer *) data->layers->pdata[i])->name;

      if (query->layer != NULL ? strcmp (name, query->layer) == 0
                                   || g_strcmp0 (name, query->other) == 0
                               : quoth_insights_is_compared (name))
        g_strv_builder_add (builder, name);
    }
  return g_strv_builder_end (builder);
}

static gboolean
list_disputes (Search            *self,
               QuothArticleData  *data,
               GError           **error)
{
  g_auto (GStrv) layers = choose_layers (self, data);
  const QuothPlacesQuery *query = self->query;
  guint32 day = query->first > 0 ? quoth_insights_find_day (data) : 0;
  g_autoptr (GPtrArray) cases = NULL;

  if (g_strv_length (layers) < 2 || g_strv_length (layers) > QUOTH_AGREEMENT_MAX_LAYERS
      || (query->first > 0 && (day < query->first || day > query->last)))
    return TRUE;
  cases = quoth_cases_find (quoth_project_get_scheme (self->project), data,
                            (const char *const *) layers,
                            quoth_project_get_registry (self->project), NULL, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      QuothCase *found = cases->pdata[i];
      QuothPlace *place;

      if (!is_sought (self, found) || !is_on_page (self))
        continue;
      place = add_place (self, data, found->hull);
      place->causes = found->causes;
      place->with = join_layers (found, (const char *const *) layers, TRUE);
      place->without = join_layers (found, (const char *const *) layers, FALSE);
    }
  return cases != NULL;
}

/* --- what one layer has --- */

static int
compare_starts_cb (gconstpointer a,
                   gconstpointer b)
{
  guint x = quoth_annotation_get_start (*(QuothAnnotation *const *) a);
  guint y = quoth_annotation_get_start (*(QuothAnnotation *const *) b);

  return (x > y) - (x < y);
}

static void
list_made (Search           *self,
           QuothArticleData *data)
{
  const QuothPlacesQuery *query = self->query;

  g_ptr_array_sort (data->annotations, compare_starts_cb);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      guint32 day = quoth_day_parse (annotation->created);
      QuothPlace *place;

      if (day < query->first || day > query->last || strcmp (annotation->origin, "import") == 0
          || !is_on_page (self))
        continue;
      place = add_place (self, data, (QuothSpan) { quoth_annotation_get_start (annotation),
                                                   quoth_annotation_get_end (annotation) });
      place->layer = g_strdup (query->layer);
    }
}

static void
list_article (Search       *self,
              QuothArticle *article)
{
  QuothPlace *place = g_new0 (QuothPlace, 1);

  place->article = g_strdup (article->id);
  place->name = g_strdup (article->name);
  place->layer = g_strdup (self->query->layer);
  place->before = g_strdup ("");
  place->quote = g_strdup (article->name);
  place->after = g_strdup ("");
  g_ptr_array_add (self->places, place);
}

/* Whether the layer of the article is in the state that is sought. */
static gboolean
has_state (Search           *self,
           QuothArticleData *data)
{
  gboolean begun = data->annotations->len > 0;

  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];

      if (strcmp (layer->name, self->query->layer) == 0)
        return strcmp (strcmp (layer->state, "open") == 0 && !begun ? QUOTH_STATE_ASSIGNED
                                                                    : layer->state,
                       self->query->subject) == 0;
    }
  return FALSE;
}

static gboolean
list_in_article (Search                 *self,
                 const QuothArticleRow  *row,
                 GError                **error)
{
  gboolean disputes = self->query->kind == QUOTH_PLACES_DISPUTES;
  QuothArticleData *data;
  gboolean ok = TRUE;

  self->n_seen = 0;
  if (disputes && quoth_project_count_article_layers (self->project, row->row) < 2)
    return TRUE;
  data = quoth_project_read_article (self->project, row->article->id,
                                     disputes ? NULL : self->query->layer, error);
  if (data == NULL)
    return FALSE;
  if (disputes)
    ok = list_disputes (self, data, error);
  else if (self->query->kind == QUOTH_PLACES_MADE)
    list_made (self, data);
  else if (has_state (self, data) && is_on_page (self))
    list_article (self, row->article);
  quoth_article_data_free (data);
  return ok;
}

/* The key is the row before the article that comes next, and how many of its places were
 * listed already. */
static gboolean
finish_page (Search        *self,
             gint64         before,
             guint          n,
             char         **inout_key)
{
  guint skip = self->skip;

  if (self->places->len < self->limit)
    return FALSE;
  if (n < self->limit)
    skip += self->limit - n;
  g_free (*inout_key);
  *inout_key = g_strdup_printf ("%" G_GINT64_FORMAT " %u", before, skip);
  return TRUE;
}

static gboolean
search_articles (Search        *self,
                 char         **inout_key,
                 GError       **error)
{
  gint64 row = 0;
  char *end = NULL;

  if (*inout_key != NULL)
    {
      row = g_ascii_strtoll (*inout_key, &end, 10);
      self->skip = (guint) g_ascii_strtoull (end, NULL, 10);
    }
  for (;;)
    {
      g_autoptr (GPtrArray) rows = quoth_project_list_articles (self->project, NULL, row, FALSE,
                                                                PAGE, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        {
          QuothArticleRow *article = rows->pdata[i];
          guint n = self->places->len;

          if (self->progress != NULL
              && quoth_progress_set_error_if_cancelled (self->progress, error))
            return FALSE;
          if ((self->query->article == NULL
               || strcmp (self->query->article, article->article->id) == 0)
              && !list_in_article (self, article, error))
            return FALSE;
          if (finish_page (self, row, n, inout_key))
            return TRUE;
          self->skip = 0;
          row = article->row;
        }
      if (rows->len == 0)
        break;
    }
  g_clear_pointer (inout_key, g_free);
  return TRUE;
}

/* --- what somebody said --- */

static gboolean
list_said (Search   *self,
           char    **inout_key,
           GError  **error)
{
  g_autoptr (GPtrArray) rows =
    quoth_project_list_ledger (self->project, self->query->subject, self->query->layer, TRUE,
                               inout_key, self->limit, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      QuothLedgerRow *row = rows->pdata[i];
      QuothPlace *place = g_new0 (QuothPlace, 1);

      place->article = g_strdup (row->article);
      place->name = g_strdup (row->article_name);
      place->layer = g_strdup (row->annotation->layer);
      place->span = (QuothSpan) { quoth_annotation_get_start (row->annotation),
                                  quoth_annotation_get_end (row->annotation) };
      place->before = g_strdup (row->before);
      place->quote = g_strdup (row->quote);
      place->after = g_strdup (row->after);
      g_ptr_array_add (self->places, place);
    }
  if (rows != NULL && rows->len < self->limit)
    g_clear_pointer (inout_key, g_free);
  return rows != NULL;
}

/**
 * quoth_places_list:
 * @project: a project, of the calling thread
 * @query: which places
 * @inout_key: (inout) (transfer full) (nullable): where the page begins; set to where the next
 *   one does, %NULL after the last
 * @limit: at most so many
 * @progress: (nullable): may cancel it
 * @error: return location
 *
 * Returns: (transfer full) (element-type QuothPlace) (nullable): places by article, then by
 *   where they stand
 */
GPtrArray *
quoth_places_list (QuothProject            *project,
                   const QuothPlacesQuery  *query,
                   char                   **inout_key,
                   guint                    limit,
                   QuothProgress           *progress,
                   GError                 **error)
{
  Search self = { project, query, progress, NULL, limit, 0 };
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && query != NULL && limit > 0, NULL);
  g_return_val_if_fail (query->kind == QUOTH_PLACES_DISPUTES || query->kind == QUOTH_PLACES_SAID
                        || query->layer != NULL, NULL);

  self.places = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_place_free);
  ok = query->kind == QUOTH_PLACES_SAID ? list_said (&self, inout_key, error)
                                        : search_articles (&self, inout_key, error);
  if (!ok)
    g_clear_pointer (&self.places, g_ptr_array_unref);
  return self.places;
}
