/* quoth-flaw-choice.c - which of many findings are listed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-flaw-choice"

#include "config.h"

#include "quoth-flaw-choice.h"

#include <string.h>

/* How many rows each kind gets: none is hidden behind thousands of another. What one does
 * not need goes to those that have more. */
static void
share_rows (GPtrArray *list,
            guint      n_rows,
            guint      shares[QUOTH_N_FLAW_KINDS])
{
  guint known[QUOTH_N_FLAW_KINDS] = { 0 };
  guint n_left = n_rows;

  memset (shares, 0, QUOTH_N_FLAW_KINDS * sizeof *shares);
  for (guint i = 0; i < list->len; i++)
    known[((QuothFlaw *) list->pdata[i])->kind]++;
  for (guint n_before = 0; n_left > 0 && n_left != n_before;)
    {
      guint n_hungry = 0;

      n_before = n_left;
      for (guint i = 0; i < QUOTH_N_FLAW_KINDS; i++)
        n_hungry += known[i] > shares[i] ? 1 : 0;
      for (guint i = 0; i < QUOTH_N_FLAW_KINDS && n_hungry > 0; i++)
        {
          guint more = MIN (MIN (known[i] - shares[i], MAX (n_before / n_hungry, 1)), n_left);

          shares[i] += more;
          n_left -= more;
        }
    }
}

/**
 * quoth_flaws_choose:
 * @list: (element-type QuothFlaw): by kind, then by article and place
 * @n_rows: how many can be shown
 *
 * Returns: (transfer container) (element-type QuothFlaw): of each kind the first
 */
GPtrArray *
quoth_flaws_choose (GPtrArray *list,
                    guint      n_rows)
{
  GPtrArray *chosen = g_ptr_array_new ();
  guint shares[QUOTH_N_FLAW_KINDS];

  g_return_val_if_fail (list != NULL, chosen);

  share_rows (list, n_rows, shares);
  for (guint i = 0; i < list->len; i++)
    {
      QuothFlaw *flaw = list->pdata[i];

      if (shares[flaw->kind] == 0)
        continue;
      shares[flaw->kind]--;
      g_ptr_array_add (chosen, flaw);
    }
  return chosen;
}

static int
compare (const QuothFlaw *a,
         const QuothFlaw *b)
{
  int order = (a->kind > b->kind) - (a->kind < b->kind);

  if (order == 0)
    order = strcmp (a->article, b->article);
  if (order == 0)
    order = (a->span.start > b->span.start) - (a->span.start < b->span.start);
  return order;
}

/**
 * quoth_flaws_insert:
 * @list: (element-type QuothFlaw): by kind, then by article and place
 * @flaw: (transfer full): a finding
 *
 * Puts it where it belongs.
 */
void
quoth_flaws_insert (GPtrArray *list,
                    QuothFlaw *flaw)
{
  guint place = 0;

  g_return_if_fail (list != NULL && flaw != NULL);

  while (place < list->len && compare (list->pdata[place], flaw) < 0)
    place++;
  g_ptr_array_insert (list, (int) place, flaw);
}
