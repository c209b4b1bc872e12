/* quoth-html-text.c - a text with its annotations as HTML
 *
 * Annotations cross each other, elements cannot: the text is cut wherever one begins or
 * ends. A stretch has the colour of the shortest annotation there and a line in that of
 * the next; its title names all, or the shortest where there are very many.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-html"

#include "config.h"

#include "quoth-columns.h"
#include "quoth-formats-private.h"
#include "quoth-html-page.h"

#include <string.h>

/* How many a title names: thousands that cross would be named in thousands of titles. */
#define MAX_NAMED 32

/* A part of an annotation, which is either shown or not yet or no more. */
typedef struct
{
  const QuothHtmlPage *page;
  QuothAnnotation     *annotation;
  QuothSpan            span;
  GSequenceIter       *place; /* among those that are shown */
} Piece;

/* Whether no HTML can hold @c, not even as a reference. */
static gboolean
is_forbidden (char c)
{
  return (guchar) c < 0x20 && c != '\n' && c != '\t' && c != '\r';
}

/**
 * quoth_html_count_forbidden:
 * @text: UTF-8
 *
 * Returns: how many characters quoth_html_append() replaces
 */
guint
quoth_html_count_forbidden (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += is_forbidden (*p);
  return n;
}

/**
 * quoth_html_append:
 * @out: where to append
 * @text: UTF-8
 * @n_bytes: its length, or -1
 *
 * Appends @text so that it is text in elements and attributes. Characters that no HTML
 * can hold become U+FFFD.
 */
void
quoth_html_append (GString    *out,
                   const char *text,
                   gssize      n_bytes)
{
  const char *end = text + (n_bytes >= 0 ? (gsize) n_bytes : strlen (text));

  for (const char *p = text; p < end; p++)
    switch (*p)
      {
      case '&': g_string_append (out, "&amp;"); break;
      case '<': g_string_append (out, "&lt;"); break;
      case '>': g_string_append (out, "&gt;"); break;
      case '"': g_string_append (out, "&quot;"); break;
      case '\'': g_string_append (out, "&#39;"); break;
      case '\r': g_string_append (out, "&#13;"); break;
      default:
        if (is_forbidden (*p))
          g_string_append (out, "\xef\xbf\xbd");
        else
          g_string_append_c (out, *p);
        break;
      }
}

static guint
get_type_index (QuothScheme *scheme,
                const char  *id)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    if (strcmp (quoth_scheme_get_type_at (scheme, i)->id, id) == 0)
      return i;
  return quoth_scheme_get_n_types (scheme);
}

/* "Person: Mia Roe" */
static void
append_name (GString             *out,
             const QuothHtmlPage *page,
             QuothAnnotation     *annotation)
{
  const QuothType *type = quoth_scheme_lookup_type (page->scheme, annotation->type);
  QuothEntity *entity = quoth_format_entities_find (page->entities, annotation->entity);

  quoth_html_append (out, type != NULL ? type->name : annotation->type, -1);
  if (entity == NULL)
    return;
  g_string_append (out, ": ");
  quoth_html_append (out, entity->name, -1);
}

/* The numbers of the claims that have a part among @fresh: parts of one claim show the same
 * number, and nested claims one each, the outer first. */
static void
append_numbers (GString    *out,
                GPtrArray  *fresh,
                GHashTable *numbers)
{
  gboolean any = FALSE;

  for (guint i = fresh->len; i > 0; i--)
    {
      const Piece *piece = fresh->pdata[i - 1];
      guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, piece->annotation));

      if (number == 0)
        continue;
      g_string_append_printf (out, any ? ", %u" : " data-n=\"%u", number);
      any = TRUE;
    }
  if (any)
    g_string_append_c (out, '"');
}

static void
append_id (GString         *out,
           QuothAnnotation *annotation)
{
  g_string_append (out, " id=\"");
  quoth_html_append (out, annotation->id, -1);
  g_string_append_c (out, '"');
}

static gboolean
is_first (const Piece *piece)
{
  return piece->span.start == piece->annotation->parts[0].start;
}

/* What a stretch looks like, and what it is called. @shown: not empty */
static void
append_looks (GString             *out,
              const QuothHtmlPage *page,
              GSequence           *shown)
{
  GSequenceIter *iter = g_sequence_get_begin_iter (shown);
  const Piece *piece = g_sequence_get (iter);
  guint n = 0;

  g_string_append_printf (out, " class=\"a t%u",
                          get_type_index (page->scheme, piece->annotation->type));
  iter = g_sequence_iter_next (iter);
  if (!g_sequence_iter_is_end (iter))
    {
      piece = g_sequence_get (iter);
      g_string_append_printf (out, " u%u",
                              get_type_index (page->scheme, piece->annotation->type));
    }
  g_string_append (out, "\" title=\"");
  for (iter = g_sequence_get_begin_iter (shown); !g_sequence_iter_is_end (iter) && n < MAX_NAMED;
       iter = g_sequence_iter_next (iter))
    {
      if (n++ > 0)
        g_string_append (out, " · ");
      piece = g_sequence_get (iter);
      append_name (out, page, piece->annotation);
    }
  if (!g_sequence_iter_is_end (iter))
    g_string_append (out, " · …");
  g_string_append_c (out, '"');
}

/* @fresh: those of @shown that begin here. Both the shortest first. Returns how many elements
 * were opened. */
static guint
open_stretch (GString             *out,
              const QuothHtmlPage *page,
              GSequence           *shown,
              GPtrArray           *fresh,
              GHashTable          *numbers)
{
  const Piece *first = NULL;
  guint n_open = 1;

  g_string_append (out, "<span");
  for (guint i = 0; i < fresh->len && first == NULL; i++)
    if (is_first (fresh->pdata[i]))
      {
        first = fresh->pdata[i];
        append_id (out, first->annotation);
      }
  append_numbers (out, fresh, numbers);
  append_looks (out, page, shown);
  g_string_append_c (out, '>');
  /* An element has but one id, and the table of claims leads to each claim. */
  for (guint i = 0; i < fresh->len; i++)
    {
      const Piece *piece = fresh->pdata[i];

      if (piece == first || !is_first (piece)
          || !g_hash_table_contains (numbers, piece->annotation))
        continue;
      g_string_append (out, "<span");
      append_id (out, piece->annotation);
      g_string_append_c (out, '>');
      n_open++;
    }
  return n_open;
}

/* What rules propose lies behind what people have marked, however short it is. */
static int
compare_shorter (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Piece *left = a;
  const Piece *right = b;
  QuothScheme *scheme = left->page->scheme;
  const QuothType *left_type = quoth_scheme_lookup_type (scheme, left->annotation->type);
  const QuothType *right_type = quoth_scheme_lookup_type (scheme, right->annotation->type);
  gboolean left_behind = left_type != NULL && left_type->automatic;
  gboolean right_behind = right_type != NULL && right_type->automatic;

  if (left_behind != right_behind)
    return left_behind - right_behind;
  return -quoth_columns_compare_lengths (&left->annotation, &right->annotation);
}

static int
compare_fresh (gconstpointer a,
               gconstpointer b)
{
  return compare_shorter (*(const Piece *const *) a, *(const Piece *const *) b, NULL);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const Piece *left = a;
  const Piece *right = b;

  return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const Piece *left = *(const Piece *const *) a;
  const Piece *right = *(const Piece *const *) b;

  return (left->span.end > right->span.end) - (left->span.end < right->span.end);
}

/* By where they start. */
static GArray *
list_pieces (const QuothHtmlPage *page)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  for (guint i = 0; i < page->annotations->len; i++)
    {
      QuothAnnotation *annotation = page->annotations->pdata[i];

      for (guint k = 0; k < annotation->n_parts; k++)
        {
          Piece piece = { page, annotation, annotation->parts[k], NULL };

          g_array_append_val (pieces, piece);
        }
    }
  g_array_sort (pieces, compare_starts);
  return pieces;
}

/* All of @pieces, by where they end. */
static GPtrArray *
sort_by_ends (GArray *pieces)
{
  GPtrArray *sorted = g_ptr_array_sized_new (pieces->len);

  for (guint i = 0; i < pieces->len; i++)
    g_ptr_array_add (sorted, &g_array_index (pieces, Piece, i));
  g_ptr_array_sort (sorted, compare_ends);
  return sorted;
}

/**
 * quoth_html_append_text:
 * @out: where to append
 * @page: the article
 * @numbers: (element-type QuothAnnotation guint): of claims
 *
 * Appends the text with its annotations.
 */
void
quoth_html_append_text (GString             *out,
                        const QuothHtmlPage *page,
                        GHashTable          *numbers)
{
  QuothText *text = page->data->text;
  g_autoptr (GArray) edges = quoth_columns_collect_edges (page->annotations);
  g_autoptr (GArray) pieces = list_pieces (page);
  g_autoptr (GPtrArray) by_end = sort_by_ends (pieces);
  g_autoptr (GSequence) shown = g_sequence_new (NULL); /* of Piece: what covers @at */
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();    /* those of them that begin there */
  guint length = quoth_text_get_length (text);
  guint next = 0;
  guint gone = 0;
  guint at = 0;

  for (guint i = 0; i <= edges->len && at < length; i++)
    {
      guint stop = i < edges->len ? g_array_index (edges, guint, i) : length;
      const char *slice;
      gsize n_bytes;
      guint n_open = 0;

      if (stop == at)
        continue;
      for (; gone < by_end->len && ((Piece *) by_end->pdata[gone])->span.end <= at; gone++)
        g_sequence_remove (((Piece *) by_end->pdata[gone])->place);
      g_ptr_array_set_size (fresh, 0);
      for (; next < pieces->len && g_array_index (pieces, Piece, next).span.start <= at; next++)
        {
          Piece *piece = &g_array_index (pieces, Piece, next);

          piece->place = g_sequence_insert_sorted (shown, piece, compare_shorter, NULL);
          g_ptr_array_add (fresh, piece);
        }
      g_ptr_array_sort (fresh, compare_fresh);
      slice = quoth_text_peek_slice (text, at, stop, &n_bytes);
      if (!g_sequence_is_empty (shown))
        n_open = open_stretch (out, page, shown, fresh, numbers);
      quoth_html_append (out, slice, (gssize) n_bytes);
      for (; n_open > 0; n_open--)
        g_string_append (out, "</span>");
      at = stop;
    }
}
