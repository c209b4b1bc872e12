/* quoth-assign-planner.c - who gets how many articles: the choice, and what would come of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign-planner"

#include "config.h"

#include "quoth-assign-planner.h"

#include <glib/gi18n.h>

#include "quoth-assign-people.h"
#include "quoth-assign-work.h"
#include "quoth-control-row.h"
#include "quoth-describe.h"

/* After the last of several choices. */
#define ASK_AFTER_MS 100

struct _QuothAssignPlanner
{
  GtkWidget           parent_instance;

  QuothWindow        *window;    /* owned */
  QuothWorkspace     *workspace; /* owned */
  GPtrArray          *works;     /* of QuothArticleWork; nullable: to be read anew */
  QuothCommand       *command;   /* owned, nullable: what the preview shows */
  GCancellable       *asking;    /* of the running question, nullable */
  guint               ask_id;    /* timeout, 0 when none is due */
  gboolean            known;     /* the names of the layers are offered */
  gboolean            stale;     /* to be read anew when the window is looked at */

  GtkWidget          *stack;
  GtkWidget          *people;
  GtkWidget          *articles;
  GtkWidget          *overlap_row;
  GtkWidget          *overlap;
  GtkWidget          *share_row;
  GtkWidget          *share;
  GtkWidget          *seed;
  GtkWidget          *afresh;
  GtkWidget          *summary;
  GtkWidget          *numbers;
  GtkWidget          *spinner;
};

G_DEFINE_FINAL_TYPE (QuothAssignPlanner, quoth_assign_planner, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_WORKED,
  SIGNAL_PLANNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static QuothProject *
get_project (QuothAssignPlanner *self)
{
  return self->workspace != NULL ? quoth_workspace_get_project (self->workspace) : NULL;
}

/* --- the preview --- */

static void
show_summary (QuothAssignPlanner *self,
              const char        *title,
              const char        *numbers, /* nullable */
              gboolean           busy)
{
  gtk_label_set_label (GTK_LABEL (self->summary), title);
  /* While it counts, what was counted last stays: nothing jumps under the pointer. */
  if (!busy)
    {
      gtk_label_set_label (GTK_LABEL (self->numbers), numbers != NULL ? numbers : "");
      gtk_widget_set_visible (self->numbers, numbers != NULL);
    }
  gtk_widget_set_visible (self->spinner, busy);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), busy);
}

static void
show_plan (QuothAssignPlanner     *self,
           const QuothAssignPlan *plan)
{
  g_autofree char *title = NULL;
  g_autofree char *numbers = quoth_assign_work_dup_numbers (plan);
  gboolean writable = !quoth_project_is_read_only (get_project (self));

  if (plan->n_given > 0)
    /* Translators: an assignment is an article in the hands of one annotator */
    title = g_strdup_printf (ngettext ("%'u new assignment", "%'u new assignments", plan->n_given),
                             plan->n_given);
  else
    title = g_strdup (plan->n_articles == 0 ? _("No article is chosen")
                      : plan->n_taken > 0   ? _("Nothing new is given out")
                                            : _("All of this is assigned already"));
  show_summary (self, writable ? title : _("This project can only be read"), numbers, FALSE);
  quoth_assign_people_show (QUOTH_ASSIGN_PEOPLE (self->people), plan->loads);
  if (writable && !quoth_command_is_empty (plan->command))
    self->command = quoth_command_ref (plan->command);
  g_signal_emit (self, signals[SIGNAL_PLANNED], 0);
}

/* Why there is no plan; it stands where the plan would, and at what is wrong. */
static void
show_problem (QuothAssignPlanner     *self,
              const QuothAssignWork *work)
{
  guint n = g_strv_length (work->annotators);
  gboolean overlap = n > 0 && work->options.overlap > n;

  if (n == 0)
    show_summary (self, _("Choose who annotates"), NULL, FALSE);
  else
    show_summary (self, _("An article needs more annotators than are chosen"),
                  overlap ? _("Choose more, or fewer for each article")
                          : _("Choose more, or give no article one more"), FALSE);
  if (overlap)
    gtk_widget_add_css_class (self->overlap_row, "error");
  else if (n > 0)
    gtk_widget_add_css_class (self->share_row, "error");
  quoth_assign_people_show (QUOTH_ASSIGN_PEOPLE (self->people), NULL);
}

/* --- asking for it --- */

static void
offer_names (QuothAssignPlanner *self,
             const char *const *names)
{
  const char *own = quoth_project_get_annotator (get_project (self));

  if (self->known)
    return;
  self->known = TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    quoth_assign_people_add (QUOTH_ASSIGN_PEOPLE (self->people), names[i], TRUE);
  /* Whoever plans may annotate too, but often does not. */
  if (!g_strv_contains (names, own) && quoth_assign_is_name (own))
    quoth_assign_people_add (QUOTH_ASSIGN_PEOPLE (self->people), own, FALSE);
  if (self->works->len > 0)
    quoth_assign_people_take_focus (QUOTH_ASSIGN_PEOPLE (self->people));
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  QuothAssignPlanner *self = QUOTH_ASSIGN_PLANNER (source);
  g_autoptr (GError) error = NULL;
  QuothAssignWork *work = quoth_assign_work_ask_finish (result, &error);
  g_auto (GStrv) names = NULL;
  gboolean anew;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || get_project (self) == NULL)
    return;
  g_clear_object (&self->asking);
  if (work == NULL)
    {
      g_autofree char *words = quoth_describe_error (error);

      show_summary (self, words, NULL, FALSE);
      return;
    }
  anew = self->works != work->works;
  if (anew)
    {
      g_clear_pointer (&self->works, g_ptr_array_unref);
      self->works = g_ptr_array_ref (work->works);
      names = quoth_assign_work_dup_names (self->works);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                        self->works->len > 0 ? "plan" : "empty");
      offer_names (self, (const char *const *) names);
      g_signal_emit (self, signals[SIGNAL_WORKED], 0);
      /* The names were not known yet when this was asked. */
      if (self->ask_id != 0)
        return;
    }
  if (work->plan != NULL)
    show_plan (self, work->plan);
  else
    show_problem (self, work);
}

static void
stop_asking (QuothAssignPlanner *self)
{
  g_clear_handle_id (&self->ask_id, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static gboolean
ask_cb (gpointer data)
{
  QuothAssignPlanner *self = data;
  QuothProject *project = get_project (self);
  QuothAssignWork *work;

  self->ask_id = 0;
  if (project == NULL)
    return G_SOURCE_REMOVE;
  work = quoth_assign_work_new (
    project, quoth_assign_people_dup_chosen (QUOTH_ASSIGN_PEOPLE (self->people)), self->works);
  quoth_article_choice_read (self->articles, self->window, &work->articles);
  work->options.overlap =
    (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->overlap));
  work->options.share = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->share)) / 100.0;
  work->options.seed = (guint64) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->seed));
  work->options.afresh = gtk_switch_get_active (GTK_SWITCH (self->afresh));
  self->asking = g_cancellable_new ();
  quoth_assign_work_ask_async (work, G_OBJECT (self), self->asking, answered_cb);
  return G_SOURCE_REMOVE;
}

static void
choice_cb (QuothAssignPlanner *self)
{
  if (self->window == NULL)
    return;
  stop_asking (self);
  self->stale = FALSE;
  g_clear_pointer (&self->command, quoth_command_unref);
  g_signal_emit (self, signals[SIGNAL_PLANNED], 0);
  gtk_widget_remove_css_class (self->overlap_row, "error");
  gtk_widget_remove_css_class (self->share_row, "error");
  show_summary (self, _("Counting…"), NULL, TRUE);
  self->ask_id = g_timeout_add (ASK_AFTER_MS, ask_cb, self);
}

static gboolean
is_looked_at (QuothAssignPlanner *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root));
}

/**
 * quoth_assign_planner_refresh:
 * @self: a planner that has been started
 *
 * Forgets what is known and counts anew. While somebody marks names in another window, nothing
 * is read after each of them.
 */
void
quoth_assign_planner_refresh (QuothAssignPlanner *self)
{
  g_clear_pointer (&self->works, g_ptr_array_unref);
  choice_cb (self);
  if (!is_looked_at (self))
    {
      g_clear_handle_id (&self->ask_id, g_source_remove);
      self->stale = TRUE;
    }
}

static void
active_cb (QuothAssignPlanner *self)
{
  if (self->stale && is_looked_at (self))
    choice_cb (self);
}

/* --- the widget --- */

/**
 * quoth_assign_planner_start:
 * @self: a planner, in its window
 * @window: the window whose project it is about
 */
void
quoth_assign_planner_start (QuothAssignPlanner *self,
                            QuothWindow        *window)
{
  QuothProject *project;

  self->window = g_object_ref (window);
  self->workspace = g_object_ref (quoth_window_get_workspace (window));
  project = get_project (self);
  quoth_article_choice_offer (self->articles, window, FALSE);
  g_signal_connect_object (project, "committed", G_CALLBACK (quoth_assign_planner_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "reloaded", G_CALLBACK (quoth_assign_planner_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "changed", G_CALLBACK (choice_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_root (GTK_WIDGET (self)), "notify::is-active",
                           G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  choice_cb (self);
}

GPtrArray *
quoth_assign_planner_get_works (QuothAssignPlanner *self)
{
  return self->works;
}

QuothCommand *
quoth_assign_planner_get_command (QuothAssignPlanner *self)
{
  return self->command;
}

static void
quoth_assign_planner_dispose (GObject *object)
{
  QuothAssignPlanner *self = QUOTH_ASSIGN_PLANNER (object);

  stop_asking (self);
  g_clear_object (&self->window);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->works, g_ptr_array_unref);
  g_clear_pointer (&self->command, quoth_command_unref);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (quoth_assign_planner_parent_class)->dispose (object);
}

static void
quoth_assign_planner_class_init (QuothAssignPlannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_assign_planner_dispose;
  signals[SIGNAL_WORKED] = g_signal_new ("worked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[SIGNAL_PLANNED] = g_signal_new ("planned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  g_type_ensure (QUOTH_TYPE_ASSIGN_PEOPLE);
  g_type_ensure (QUOTH_TYPE_CONTROL_ROW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-assign-planner.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, people);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, articles);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, overlap_row);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, overlap);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, share_row);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, share);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, seed);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, afresh);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, summary);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, numbers);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignPlanner, spinner);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
}

static void
quoth_assign_planner_init (QuothAssignPlanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
