/* quoth-proposals-window.c - entries of the registry that may be the same, pair by pair
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-proposals-window"

#include "config.h"

#include "quoth-proposals-window.h"

#include <glib/gi18n.h>

#include "quoth-decision-window.h"
#include "quoth-fold.h"
#include "quoth-project-query.h"
#include "quoth-proposals.h"

/* Enough to tell who is meant. */
#define N_SAMPLES 2
#define CONTEXT 60

/* Another merge may have led one of them, or both, elsewhere. */
static QuothEntity *
resolve (QuothProject *project,
         const char   *id)
{
  return quoth_registry_resolve (quoth_project_get_registry (project), id);
}

static gboolean
stands (QuothProject *project,
        gpointer      item)
{
  const QuothProposal *proposal = item;
  QuothEntity *entity = resolve (project, proposal->entity);
  QuothEntity *other = resolve (project, proposal->other);

  return entity != NULL && other != NULL && entity != other;
}

/* Keeping one apart keeps apart whatever it is merged with afterwards. */
static gboolean
renew (QuothProject *project,
       gpointer      item)
{
  const QuothProposal *proposal = item;
  g_autoptr (QuothApart) apart = project != NULL ? quoth_apart_read (project, NULL) : NULL;

  return apart == NULL || !quoth_apart_has (apart, proposal->entity, proposal->other);
}

static gboolean
has_name (QuothEntity *entity,
          const char  *name)
{
  g_autofree char *wanted = quoth_fold_string (name);
  g_autofree char *folded = quoth_fold_string (entity->name);

  if (g_str_equal (folded, wanted))
    return TRUE;
  for (guint i = 0; entity->aliases[i] != NULL; i++)
    {
      g_autofree char *alias = quoth_fold_string (entity->aliases[i]);

      if (g_str_equal (alias, wanted))
        return TRUE;
    }
  return FALSE;
}

/* Bold where the other entry has the name as well. */
static void
append_name (GString     *out,
             const char  *name,
             QuothEntity *other)
{
  g_autofree char *escaped = g_markup_escape_text (name, -1);
  gboolean common = has_name (other, name);

  g_string_append_printf (out, "%s%s%s", common ? "<b>" : "", escaped, common ? "</b>" : "");
}

static void
append_line (GString    *out,
             const char *title,
             const char *value)
{
  g_autofree char *line = g_markup_printf_escaped ("\n%s: %s", title, value);

  g_string_append (out, line);
}

/* The end of @words, or (@start) their beginning, on one line. */
static char *
dup_near (const char *words,
          gboolean    start)
{
  glong n = words != NULL ? g_utf8_strlen (words, -1) : 0;
  char *near;

  if (n == 0)
    return g_strdup ("");
  near = start ? g_utf8_substring (words, 0, MIN (n, CONTEXT))
               : g_utf8_substring (words, MAX (n - CONTEXT, 0), n);
  return g_strdelimit (near, "\r\n\t", ' ');
}

static void
append_samples (GString      *out,
                QuothProject *project,
                QuothEntity  *entity)
{
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) rows =
    quoth_project_list_ledger (project, entity->id, NULL, FALSE, &after, N_SAMPLES, NULL);

  for (guint i = 0; rows != NULL && i < MIN (rows->len, N_SAMPLES); i++)
    {
      const QuothLedgerRow *row = rows->pdata[i];
      g_autofree char *before = dup_near (row->before, FALSE);
      g_autofree char *behind = dup_near (row->after, TRUE);
      g_autofree char *line = g_markup_printf_escaped ("\n<i>…%s<u>%s</u>%s…</i> — %s", before,
                                                       row->quote, behind, row->article_name);

      g_string_append (out, line);
    }
}

static char *
describe (QuothProject *project,
          QuothEntity  *entity,
          QuothEntity  *other)
{
  GString *out = g_string_new (NULL);
  gint64 mentions = 0;
  gint64 claims = 0;
  g_autofree char *count = NULL;

  quoth_project_count_ledger (project, entity->id, &mentions, &claims, NULL);
  count = g_strdup_printf (ngettext ("%u mention", "%u mentions", (guint) mentions),
                           (guint) mentions);
  g_string_append_printf (out, "%s: ", _("Names"));
  append_name (out, entity->name, other);
  for (guint i = 0; entity->aliases[i] != NULL; i++)
    {
      g_string_append (out, ", ");
      append_name (out, entity->aliases[i], other);
    }
  append_line (out, _("Wikidata"), entity->wikidata != NULL ? entity->wikidata : "–");
  if (entity->note != NULL)
    append_line (out, _("Note"), entity->note);
  g_string_append_printf (out, "\n%s", count);
  append_samples (out, project, entity);
  return g_string_free (out, FALSE);
}

static void
show (QuothDecisionWindow *window,
      QuothProject        *project,
      gpointer             item)
{
  const QuothProposal *proposal = item;
  QuothEntity *pair[] = { resolve (project, proposal->other), resolve (project, proposal->entity) };

  quoth_decision_window_set_heading (window, _("Are These the Same?"),
                                     g_str_equal (proposal->reason, "wikidata")
                                     ? _("Both have the same Wikidata id.")
                                     : _("Both go by the same name."), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pair); i++)
    {
      g_autofree char *markup = describe (project, pair[i], pair[1 - i]);
      /* Translators: what happens when two entries of the registry become one */
      g_autofree char *note = g_strdup_printf (_("The same: both become “%s”, with all names."),
                                               pair[i]->name);

      quoth_decision_window_add_row (window, TRUE, pair[i]->name, markup, note);
    }
}

static QuothCommand *
decide (QuothProject  *project,
        gpointer       item,
        guint          choice,
        GError       **error)
{
  const QuothProposal *proposal = item;
  QuothEntity *entity = resolve (project, proposal->entity);
  QuothEntity *other = resolve (project, proposal->other);

  if (entity == NULL || other == NULL)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE, "an entity is gone");
      return NULL;
    }
  if (choice == 0)
    return quoth_proposal_keep_apart (project, entity->id, other->id, error);
  return choice == 1 ? quoth_project_merge_entities (project, entity->id, other->id, error)
                     : quoth_project_merge_entities (project, other->id, entity->id, error);
}

static const QuothDecisionKind proposals_kind = {
  .group = "proposals",
  .title = N_("Who Is the Same"),
  .list_name = N_("Entries"),
  .footnote = N_("What is kept apart is not asked again."),
  .empty_title = N_("Nobody stands twice"),
  .empty_text = N_("Entries of the registry that share a name or a Wikidata id are shown here."),
  .taken = N_("Entries merged"),
  .refused = N_("Kept apart"),
  .stands = stands,
  .renew = renew,
  .show = show,
  .decide = decide,
};

/**
 * quoth_proposals_window_new:
 * @window: the window whose project it is about
 * @proposals: (transfer full) (element-type QuothProposal): what waits
 *
 * Returns: (transfer none): a modal window, to be presented
 */
GtkWidget *
quoth_proposals_window_new (QuothWindow *window,
                            GPtrArray   *proposals)
{
  return quoth_decision_window_new (window, &proposals_kind, proposals);
}
