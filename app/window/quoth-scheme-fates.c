/* quoth-scheme-fates.c - removes or changes an entry of the scheme that may be in use
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-fates"

#include "config.h"

#include "quoth-scheme-fates.h"

#include <glib/gi18n.h>

#include "quoth-project-migrate.h"
#include "quoth-scheme-fate-dialog.h"
#include "quoth-scheme-terms.h"

/* What a worker gets. */
typedef struct
{
  QuothScheme *scheme;  /* reference */
  GArray      *fates;   /* of QuothSchemeFate, whose strings are owned */
} Plan;

/* A question on its way to the answer; lives until then. */
typedef struct
{
  GtkWindow            *parent; /* owned */
  QuothSchemeDraft     *draft;  /* owned */
  QuothJobBar          *bar;    /* owned */
  QuothSchemePlace      place;  /* its strings are owned */
  QuothScheme          *after;  /* reference */
  gboolean              removal;
  QuothSchemeFatesFunc  done;
  GObject              *owner;  /* owned */
} Asking;

static void
fate_clear (gpointer data)
{
  QuothSchemeFate *fate = data;

  g_free ((char *) fate->place.id);
  g_free ((char *) fate->place.value);
  g_free ((char *) fate->heir);
}

static Plan *
plan_new (QuothScheme           *scheme,
          const QuothSchemeFate *fates,
          guint                  n_fates)
{
  Plan *plan = g_new0 (Plan, 1);

  plan->scheme = quoth_scheme_ref (scheme);
  plan->fates = g_array_new (FALSE, FALSE, sizeof (QuothSchemeFate));
  g_array_set_clear_func (plan->fates, fate_clear);
  for (guint i = 0; i < n_fates; i++)
    {
      const QuothSchemeFate fate = { { fates[i].place.part, g_strdup (fates[i].place.id),
                                       g_strdup (fates[i].place.value) },
                                     fates[i].kind, g_strdup (fates[i].heir) };

      g_array_append_val (plan->fates, fate);
    }
  return plan;
}

static void
plan_free (gpointer data)
{
  Plan *plan = data;

  quoth_scheme_unref (plan->scheme);
  g_array_unref (plan->fates);
  g_free (plan);
}

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->parent);
  g_object_unref (asking->draft);
  g_object_unref (asking->bar);
  g_free ((char *) asking->place.id);
  g_free ((char *) asking->place.value);
  quoth_scheme_unref (asking->after);
  g_object_unref (asking->owner);
  g_free (asking);
}

static gpointer
run (QuothProject   *project,
     QuothProgress  *progress,
     Plan           *plan,
     gboolean      (*func) (QuothProject *, QuothScheme *, const QuothSchemeFate *, guint,
                            QuothProgress *, QuothUseCounts *, GError **),
     GError        **error)
{
  QuothUseCounts *counts = g_new0 (QuothUseCounts, 1);

  if (func (project, plan->scheme, (const QuothSchemeFate *) plan->fates->data, plan->fates->len,
            progress, counts, error))
    return counts;
  g_free (counts);
  return NULL;
}

static gpointer
count_func (QuothProject   *project,
            QuothProgress  *progress,
            gpointer        data,
            GError        **error)
{
  return run (project, progress, data, quoth_project_count_uses, error);
}

static gpointer
migrate_func (QuothProject   *project,
              QuothProgress  *progress,
              gpointer        data,
              GError        **error)
{
  return run (project, progress, data, quoth_project_migrate_scheme, error);
}

/* Who waits for the end of a migration. */
#define DONE_KEY "quoth-fates-done"

typedef struct
{
  QuothSchemeFatesFunc  done;
  QuothSchemeDraft     *draft; /* owned */
} Waiting;

static void
migrated_cb (gpointer      result,
             const GError *error,
             gpointer      owner)
{
  Waiting *waiting = g_object_steal_data (owner, DONE_KEY);
  g_autofree QuothUseCounts *counts = result;

  quoth_scheme_draft_revert (waiting->draft);
  waiting->done (counts != NULL ? counts->n_annotations : 0, error, owner);
  g_object_unref (waiting->draft);
  g_free (waiting);
}

/**
 * quoth_scheme_fates_migrate:
 * @draft: the scheme
 * @bar: shows the progress, and cancels; not busy
 * @scheme: what the scheme shall be
 * @fates: (array length=n_fates): what becomes of what uses entries of it
 * @n_fates: how many
 * @done: called at the end
 * @owner: an object for @done, kept alive until then
 */
void
quoth_scheme_fates_migrate (QuothSchemeDraft      *draft,
                            QuothJobBar           *bar,
                            QuothScheme           *scheme,
                            const QuothSchemeFate *fates,
                            guint                  n_fates,
                            QuothSchemeFatesFunc   done,
                            gpointer               owner)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->done = done;
  waiting->draft = g_object_ref (draft);
  g_object_set_data (owner, DONE_KEY, waiting);
  quoth_job_bar_run (bar, _("Changing annotations…"),
                     quoth_workspace_get_project (quoth_scheme_draft_get_workspace (draft)),
                     migrate_func, plan_new (scheme, fates, n_fates), plan_free, migrated_cb,
                     owner);
}

static void
answered_cb (QuothSchemeFateDialog *dialog,
             QuothFateOption       *option,
             const char            *heir,
             Asking                *asking)
{
  QuothSchemeFate fate;
  g_autoptr (QuothScheme) scheme = NULL;
  QuothSchemePlace heir_place = { asking->place.part, heir };

  if (option == NULL)
    {
      quoth_scheme_draft_refresh (asking->draft);
      asking_free (asking);
      return;
    }
  if (!option->has_fate)
    {
      quoth_scheme_draft_take (asking->draft, quoth_scheme_ref (option->scheme));
      asking_free (asking);
      return;
    }
  scheme = quoth_scheme_ref (option->scheme);
  /* An heir of the same kind takes attributes and links over, so that nothing is lost. */
  if (heir != NULL && asking->removal && asking->place.part == QUOTH_SCHEME_TYPES
      && quoth_scheme_get_kind (quoth_scheme_draft_get_scheme (asking->draft), &asking->place)
           == quoth_scheme_get_kind (option->scheme, &heir_place))
    {
      quoth_scheme_unref (scheme);
      scheme = quoth_scheme_without (quoth_scheme_draft_get_scheme (asking->draft), &asking->place,
                                     heir);
    }
  fate = (QuothSchemeFate){ asking->place, option->kind, heir };
  quoth_scheme_fates_migrate (asking->draft, asking->bar, scheme, &fate, 1, asking->done,
                              asking->owner);
  asking_free (asking);
}

static void
add_option (GPtrArray     *options,
            const char    *label,
            const char    *subtitle,
            QuothScheme   *scheme,
            gboolean       has_fate,
            QuothFateKind  kind)
{
  QuothFateOption *option = g_new0 (QuothFateOption, 1);

  option->label = g_strdup (label);
  option->subtitle = g_strdup (subtitle);
  option->scheme = quoth_scheme_ref (scheme);
  option->has_fate = has_fate;
  option->kind = kind;
  g_ptr_array_add (options, option);
}

static gboolean
share_a_type (const QuothAttribute *a,
              const QuothAttribute *b)
{
  for (guint i = 0; a->types[i] != NULL; i++)
    if (quoth_attribute_applies (b, a->types[i]))
      return TRUE;
  return FALSE;
}

/* Whether what uses the entry may be moved to that of @place. */
static gboolean
is_heir (Asking                 *asking,
         const QuothSchemePlace *place)
{
  QuothScheme *scheme = quoth_scheme_draft_get_scheme (asking->draft);

  if (g_strcmp0 (place->value != NULL ? place->value : place->id,
                 place->value != NULL ? asking->place.value : asking->place.id) == 0
      || quoth_scheme_get_flag (scheme, place, QUOTH_FIELD_HIDDEN))
    return FALSE;
  return place->part != QUOTH_SCHEME_ATTRIBUTES || place->value != NULL
         || share_a_type (quoth_scheme_lookup_attribute (scheme, asking->place.id),
                          quoth_scheme_lookup_attribute (scheme, place->id));
}

static void
add_move (Asking     *asking,
          GPtrArray  *options,
          const char *label)
{
  QuothScheme *scheme = quoth_scheme_draft_get_scheme (asking->draft);
  const QuothAttribute *attribute =
    asking->place.value != NULL ? quoth_scheme_lookup_attribute (scheme, asking->place.id) : NULL;
  guint n = attribute != NULL ? attribute->values->len
                              : quoth_scheme_get_n_entries (scheme, asking->place.part);
  g_autoptr (GPtrArray) heirs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  QuothFateOption *option;

  for (guint i = 0; i < n; i++)
    {
      QuothSchemePlace place = asking->place;

      if (attribute != NULL)
        place.value = ((QuothValue *) attribute->values->pdata[i])->id;
      else
        place.id = quoth_scheme_get_id_at (scheme, place.part, i);
      if (!is_heir (asking, &place))
        continue;
      g_ptr_array_add (heirs, g_strdup (place.value != NULL ? place.value : place.id));
      g_ptr_array_add (names, g_strdup (quoth_scheme_get_text (scheme, &place, QUOTH_FIELD_NAME)));
    }
  if (heirs->len == 0)
    return;
  add_option (options, label, _("What is allowed there is kept."), asking->after, TRUE,
              QUOTH_FATE_MOVE);
  option = options->pdata[options->len - 1];
  option->heirs = g_steal_pointer (&heirs);
  option->heir_names = g_steal_pointer (&names);
}

/* Hidden, and without a key that would do nothing. */
static void
add_keep_hidden (Asking     *asking,
                 GPtrArray  *options,
                 const char *label,
                 const char *subtitle)
{
  QuothScheme *scheme = quoth_scheme_draft_get_scheme (asking->draft);
  g_autoptr (QuothScheme) hidden = quoth_scheme_with_flag (scheme, &asking->place,
                                                           QUOTH_FIELD_HIDDEN, TRUE);
  g_autoptr (QuothScheme) keyless = quoth_scheme_with_text (hidden, &asking->place,
                                                            QUOTH_FIELD_KEY, NULL);

  add_option (options, label, subtitle, keyless, FALSE, QUOTH_FATE_FIT);
}

static void
add_removal_options (Asking    *asking,
                     GPtrArray *options)
{
  switch (asking->place.part)
    {
    case QUOTH_SCHEME_TYPES:
      add_keep_hidden (asking, options, _("Keep them, hidden"),
                       _("The type stays in the scheme and can be shown again."));
      add_move (asking, options, _("Move them to another type"));
      add_option (options, _("Delete the annotations"), NULL, asking->after, TRUE,
                  QUOTH_FATE_DELETE);
      break;
    case QUOTH_SCHEME_ROLES:
      add_move (asking, options, _("Make them links of another kind"));
      add_option (options, _("Remove the links"), NULL, asking->after, TRUE, QUOTH_FATE_DELETE);
      break;
    case QUOTH_SCHEME_ATTRIBUTES:
    default:
      if (asking->place.value == NULL)
        {
          add_keep_hidden (asking, options, _("Keep what is set, hidden"),
                           _("The attribute stays in the scheme and can be shown again."));
          add_move (asking, options, _("Move what is set to another attribute"));
          add_option (options, _("Delete what is set"), NULL, asking->after, TRUE,
                      QUOTH_FATE_DELETE);
          break;
        }
      add_move (asking, options, _("Set another value instead"));
      add_option (options, _("Leave them without a value"), NULL, asking->after, TRUE,
                  QUOTH_FATE_DELETE);
      break;
    }
}

static void
add_change_options (Asking    *asking,
                    GPtrArray *options)
{
  gboolean type = asking->place.part == QUOTH_SCHEME_TYPES;

  add_option (options, _("Keep what fits, remove the rest"), NULL, asking->after, TRUE,
              QUOTH_FATE_FIT);
  add_option (options, _("Leave everything as it is"),
              _("What does not fit stays in the project, unseen."), asking->after, FALSE,
              QUOTH_FATE_FIT);
  if (!type)
    return;
  add_move (asking, options, _("Move them to another type"));
  add_option (options, _("Delete the annotations"), NULL, asking->after, TRUE, QUOTH_FATE_DELETE);
}

static void
counted_cb (gpointer      result,
            const GError *error,
            gpointer      owner)
{
  Asking *asking = g_object_steal_data (owner, "quoth-asking");
  g_autofree QuothUseCounts *counts = result;
  g_autoptr (GPtrArray) options = NULL;
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  if (counts == NULL || counts->n_articles == 0)
    {
      if (counts != NULL)
        quoth_scheme_draft_take (asking->draft, quoth_scheme_ref (asking->after));
      else
        {
          quoth_scheme_draft_refresh (asking->draft);
          asking->done (0, error, owner);
        }
      asking_free (asking);
      return;
    }
  options = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_fate_option_free);
  if (asking->removal)
    add_removal_options (asking, options);
  else
    add_change_options (asking, options);
  name = quoth_scheme_terms_entry (quoth_scheme_draft_get_scheme (asking->draft), &asking->place);
  /* Translators: %s is an entry of the scheme */
  heading = g_strdup_printf (asking->removal ? _("Remove “%s”?") : _("Change “%s”?"), name);
  body = quoth_scheme_terms_uses (&asking->place, counts);
  dialog = quoth_scheme_fate_dialog_new (asking->parent, heading, body,
                                         g_steal_pointer (&options));
  g_signal_connect (dialog, "answered", G_CALLBACK (answered_cb), asking);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * quoth_scheme_fates_ask:
 * @parent: the window that asks
 * @draft: the scheme
 * @bar: shows the progress, and cancels
 * @question: what is to be removed or changed
 * @done: called when the corpus was carried over, or something went wrong
 * @owner: an object for @done, kept alive until then
 */
void
quoth_scheme_fates_ask (GtkWindow                 *parent,
                        QuothSchemeDraft          *draft,
                        QuothJobBar               *bar,
                        const QuothSchemeQuestion *question,
                        QuothSchemeFatesFunc       done,
                        gpointer                   owner)
{
  gboolean all = question->removal || question->place->part == QUOTH_SCHEME_TYPES;
  const QuothSchemeFate fate = { *question->place, all ? QUOTH_FATE_DELETE : QUOTH_FATE_FIT };
  Asking *asking;

  if (quoth_job_bar_is_busy (bar))
    {
      quoth_scheme_draft_refresh (draft);
      return;
    }
  asking = g_new0 (Asking, 1);
  asking->parent = g_object_ref (parent);
  asking->draft = g_object_ref (draft);
  asking->bar = g_object_ref (bar);
  asking->place = (QuothSchemePlace){ question->place->part, g_strdup (question->place->id),
                                      g_strdup (question->place->value) };
  asking->after = quoth_scheme_ref (question->after);
  asking->removal = question->removal;
  asking->done = done;
  asking->owner = g_object_ref (owner);
  g_object_set_data (owner, "quoth-asking", asking);
  quoth_job_bar_run (bar, _("Counting…"),
                     quoth_workspace_get_project (quoth_scheme_draft_get_workspace (draft)),
                     count_func, plan_new (question->after, &fate, 1), plan_free, counted_cb,
                     owner);
}
