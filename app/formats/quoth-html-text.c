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

/* The numbers of the claims that have a part from @start on: parts of one claim show the
 * same number, and nested claims one each, the outer first. */
static void
append_numbers (GString    *out,
                GPtrArray  *active,
                GHashTable *numbers,
                guint       start)
{
  gboolean any = FALSE;

  for (guint i = active->len; i > 0; i--)
    {
      QuothAnnotation *annotation = active->pdata[i - 1];
      gboolean begins = FALSE;
      guint number;

      for (guint k = 0; k < annotation->n_parts && !begins; k++)
        begins = annotation->parts[k].start == start;
      number = begins ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, annotation)) : 0;
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

/* The active ones, shortest first. Returns how many elements were opened. */
static guint
open_stretch (GString             *out,
              const QuothHtmlPage *page,
              GPtrArray           *active,
              GHashTable          *numbers,
              guint                start)
{
  QuothAnnotation *first = NULL;
  guint n_open = 1;

  g_string_append (out, "<span");
  for (guint i = 0; i < active->len && first == NULL; i++)
    if (((QuothAnnotation *) active->pdata[i])->parts[0].start == start)
      append_id (out, first = active->pdata[i]);
  append_numbers (out, active, numbers, start);
  g_string_append_printf (out, " class=\"a t%u",
                          get_type_index (page->scheme,
                                          ((QuothAnnotation *) active->pdata[0])->type));
  if (active->len > 1)
    g_string_append_printf (out, " u%u",
                            get_type_index (page->scheme,
                                            ((QuothAnnotation *) active->pdata[1])->type));
  g_string_append (out, "\" title=\"");
  for (guint i = 0; i < MIN (active->len, MAX_NAMED); i++)
    {
      if (i > 0)
        g_string_append (out, " · ");
      append_name (out, page, active->pdata[i]);
    }
  if (active->len > MAX_NAMED)
    g_string_append (out, " · …");
  g_string_append (out, "\">");
  /* An element has but one id, and the table of claims leads to each claim. */
  for (guint i = 0; i < active->len; i++)
    {
      QuothAnnotation *annotation = active->pdata[i];

      if (annotation == first || annotation->parts[0].start != start
          || !g_hash_table_contains (numbers, annotation))
        continue;
      g_string_append (out, "<span");
      append_id (out, annotation);
      g_string_append_c (out, '>');
      n_open++;
    }
  return n_open;
}

/* What rules propose lies behind what people have marked, however short it is. */
static int
compare_shorter (const QuothHtmlPage *page,
                 QuothAnnotation     *left,
                 QuothAnnotation     *right)
{
  const QuothType *left_type = quoth_scheme_lookup_type (page->scheme, left->type);
  const QuothType *right_type = quoth_scheme_lookup_type (page->scheme, right->type);
  gboolean left_behind = left_type != NULL && left_type->automatic;
  gboolean right_behind = right_type != NULL && right_type->automatic;

  if (left_behind != right_behind)
    return left_behind - right_behind;
  return -quoth_columns_compare_lengths (&left, &right);
}

/* Puts @annotation in its place among @open, which are the shortest first. */
static void
add_open (GPtrArray           *open,
          const QuothHtmlPage *page,
          QuothAnnotation     *annotation)
{
  guint low = 0;
  guint high = open->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_shorter (page, open->pdata[middle], annotation) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  g_ptr_array_insert (open, (int) low, annotation);
}

/* Lists those of @open that cover @at, in their order; those that have ended go. */
static void
list_active (GPtrArray *open,
             guint      at,
             GPtrArray *active)
{
  guint n = 0;

  g_ptr_array_set_size (active, 0);
  for (guint i = 0; i < open->len; i++)
    {
      QuothAnnotation *annotation = open->pdata[i];

      if (quoth_annotation_get_end (annotation) <= at)
        continue;
      open->pdata[n++] = annotation;
      if (quoth_annotation_covers (annotation, at))
        g_ptr_array_add (active, annotation);
    }
  g_ptr_array_set_size (open, (int) n);
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
  g_autoptr (GPtrArray) open = g_ptr_array_new (); /* begun, not all ended; sorted */
  g_autoptr (GPtrArray) active = g_ptr_array_new ();
  guint length = quoth_text_get_length (text);
  guint next = 0;
  guint at = 0;

  for (guint i = 0; i <= edges->len && at < length; i++)
    {
      guint stop = i < edges->len ? g_array_index (edges, guint, i) : length;
      const char *slice;
      gsize n_bytes;
      guint n_open = 0;

      if (stop == at)
        continue;
      while (next < page->annotations->len
             && quoth_annotation_get_start (page->annotations->pdata[next]) <= at)
        add_open (open, page, page->annotations->pdata[next++]);
      list_active (open, at, active);
      slice = quoth_text_peek_slice (text, at, stop, &n_bytes);
      if (active->len > 0)
        n_open = open_stretch (out, page, active, numbers, at);
      quoth_html_append (out, slice, (gssize) n_bytes);
      for (; n_open > 0; n_open--)
        g_string_append (out, "</span>");
      at = stop;
    }
}
