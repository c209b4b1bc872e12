/* quoth-format-tei-text.c - what of a TEI document is its text
 *
 * Blocks are divided by an empty line, lines and line beginnings by a line end, other
 * blanks become one, unless xml:space says that they are to be kept. Notes, and what was
 * deleted, are no text; of a choice the reading of the source is taken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-tei"

#include "config.h"

#include "quoth-format-tei-private.h"

/* Inline, which is 0, are all others. */
static GHashTable *
make_flows (void)
{
  static const char *const blocks[] = { "p", "ab", "head", "div", "div1", "div2", "div3", "lg",
                                        "list", "sp", "table", "body", "front", "back", "titlePage",
                                        "opener", "closer", "epigraph", "castList", "argument",
                                        "floatingText", "figure", NULL };
  static const char *const lines[] = { "l", "item", "row", "speaker", "stage", "byline", "dateline",
                                       "salute", "signed", "trailer", "docTitle", "titlePart",
                                       "castItem", "lb", NULL };
  static const char *const hidden[] = { "note", "del", "fw", "figDesc", "corr", "reg", "expan",
                                        "surplus", "index", "witDetail", "rdg", "spanGrp", "interp",
                                        "interpGrp", "listRelation", NULL };
  const struct
  {
    const char *const *names;
    QuothTeiFlow       flow;
  } lists[] = {
    { blocks, QUOTH_TEI_FLOW_BLOCK },
    { lines, QUOTH_TEI_FLOW_LINE },
    { hidden, QUOTH_TEI_FLOW_HIDDEN },
  };
  GHashTable *flows = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint k = 0; lists[i].names[k] != NULL; k++)
      g_hash_table_insert (flows, (gpointer) lists[i].names[k], GUINT_TO_POINTER (lists[i].flow));
  return flows;
}

/* Documented in quoth-format-tei-private.h. */
QuothTeiFlow
quoth_tei_get_flow (const char *name)
{
  static gsize flows = 0;

  if (g_once_init_enter (&flows))
    g_once_init_leave (&flows, (gsize) make_flows ());
  return (QuothTeiFlow) GPOINTER_TO_UINT (g_hash_table_lookup ((GHashTable *) flows, name));
}

/* Documented in quoth-format-tei-private.h. */
gboolean
quoth_tei_is_mark (const char *name)
{
  static const char *const marks[] = { "said", "quote", "q", "persName", "rs", "name", "orgName",
                                       NULL };

  return g_strv_contains (marks, name);
}

/* Documented in quoth-format-tei-private.h. */
gboolean
quoth_tei_is_left_out (const char *name)
{
  static const char *const names[] = { "placeName", "geogName", "objectName", "eventName",
                                       "soCalled", "sp", "u", "date", "time", "measure", "num",
                                       "link", NULL };

  return g_strv_contains (names, name);
}

/* Documented in quoth-format-tei-private.h. */
void
quoth_tei_flush_blanks (QuothTeiDocument *document)
{
  if (document->length > 0)
    {
      guint n = MIN (document->breaks, 2);

      if (n == 0 && document->blank)
        {
          g_string_append_c (document->text, ' ');
          n = 1;
        }
      else
        for (guint i = 0; i < n; i++)
          g_string_append_c (document->text, '\n');
      document->length += n;
    }
  document->breaks = 0;
  document->blank = FALSE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Documented in quoth-format-tei-private.h. */
void
quoth_tei_add_text (QuothTeiDocument *document,
                    const char       *text,
                    gsize             n_bytes,
                    gboolean          preserve)
{
  const char *end = text + n_bytes;

  for (const char *p = text; p < end;)
    {
      const char *run = p;

      while (p < end && (preserve || !is_blank (*p)))
        p++;
      if (p > run)
        {
          quoth_tei_flush_blanks (document);
          g_string_append_len (document->text, run, p - run);
          document->length += (guint) g_utf8_strlen (run, p - run);
        }
      for (; p < end && !preserve && is_blank (*p); p++)
        document->blank = TRUE;
    }
}
