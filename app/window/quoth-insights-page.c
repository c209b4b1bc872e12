/* quoth-insights-page.c - how much annotators agree, how far they are, who said how much
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-page"

#include "config.h"

#include "quoth-insights-page-private.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"
#include "quoth-insights-save.h"
#include "quoth-insights-words.h"
#include "quoth-latin-keys.h"

enum
{
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothInsightsPage, quoth_insights_page, GTK_TYPE_WIDGET)

static void
look_again (QuothInsightsPage *self)
{
  self->generation++;
  self->stopped = FALSE;
  _quoth_insights_load (self);
}

static void
committed_cb (QuothInsightsPage *self,
              QuothCommand      *command)
{
  quoth_insights_cache_forget (self->cache, command);
  look_again (self);
}

static void
reloaded_cb (QuothInsightsPage *self)
{
  quoth_insights_cache_clear (self->cache);
  look_again (self);
}

static void
project_cb (QuothInsightsPage *self)
{
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  quoth_job_bar_cancel (self->job_bar);
  quoth_job_bar_cancel (self->draw_bar);
  self->drawing = self->redraw = FALSE;
  self->turn++;
  _quoth_insights_forget (self);
  quoth_places_list_show (self->places, NULL, NULL);
  for (guint i = 0; i < QUOTH_N_INSIGHTS_PARTS; i++)
    g_clear_pointer (&self->loads[i], quoth_insights_load_unref);
  g_clear_pointer (&self->growing, quoth_insights_load_unref);
  g_clear_pointer (&self->cache, quoth_insights_cache_unref);
  g_set_object (&self->project, quoth_workspace_get_project (self->workspace));
  if (self->project == NULL)
    return;
  self->cache = quoth_insights_cache_new ();
  g_signal_connect_object (self->project, "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->project, "reloaded", G_CALLBACK (reloaded_cb), self,
                           G_CONNECT_SWAPPED);
  look_again (self);
}

/* --- what people do --- */

static void
show_insight (QuothInsightsPage *self,
              guint              insight)
{
  if (insight >= QUOTH_N_INSIGHTS || self->filling)
    return;
  self->insight = (QuothInsight) insight;
  self->stopped = FALSE;
  self->filling = TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->views),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->views),
                                                          (int) insight));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->chooser), insight);
  self->filling = FALSE;
  _quoth_insights_show (self);
  _quoth_insights_load (self);
}

/* The plot or its table, where there is one. */
static gboolean
focus_numbers (QuothInsightsPage *self)
{
  if (self->plot == NULL)
    return FALSE;
  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button)))
    quoth_plot_table_take_focus (self->table);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return TRUE;
}

static void
view_activated_cb (QuothInsightsPage *self)
{
  focus_numbers (self);
}

/* A list of rows would take as many Tabs as it has rows to leave. */
static gboolean
views_key_cb (QuothInsightsPage *self,
              guint              keyval,
              guint              keycode,
              GdkModifierType    state)
{
  return keyval == GDK_KEY_Tab && (state & gtk_accelerator_get_default_mod_mask ()) == 0
         && gtk_widget_child_focus (self->main, GTK_DIR_TAB_FORWARD);
}

static void
view_selected_cb (QuothInsightsPage *self,
                  GtkListBoxRow     *row)
{
  if (row != NULL)
    show_insight (self, (guint) gtk_list_box_row_get_index (row));
}

static void
chooser_cb (QuothInsightsPage *self)
{
  show_insight (self, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->chooser)));
}

static void
choice_cb (QuothInsightsPage *self)
{
  if (self->filling)
    return;
  self->stopped = FALSE;
  _quoth_insights_show (self);
  _quoth_insights_load (self);
}

static void
layer_cb (QuothInsightsPage *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (GTK_DROP_DOWN (self->layers));
  QuothInsightsLoad *load = self->loads[QUOTH_INSIGHTS_VOICES];

  if (self->filling || chosen == NULL || load == NULL
      || g_strcmp0 (gtk_string_object_get_string (chosen), load->layer) == 0)
    return;
  g_free (load->layer);
  load->layer = g_strdup (gtk_string_object_get_string (chosen));
  /* It answers another question now. */
  load->generation = self->generation - 1;
  _quoth_insights_load (self);
}

static void
table_toggled_cb (QuothInsightsPage *self)
{
  gboolean table = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button));

  if (self->plot == NULL)
    return;
  gtk_stack_set_visible_child_name (GTK_STACK (self->content), table ? "table" : "plot");
  gtk_widget_set_visible (self->number, !table);
  focus_numbers (self);
}

static void
moved_cb (QuothInsightsPage *self,
          guint              row,
          guint              series)
{
  self->row = row;
  self->series = series;
  _quoth_insights_tell_number (self);
}

static void
activated_cb (QuothInsightsPage *self,
              guint              row,
              guint              series)
{
  const QuothPlotCell *cell = self->plot != NULL ? quoth_plot_get (self->plot, row, series) : NULL;
  g_autofree char *words = NULL;

  if (cell == NULL || cell->target == NULL)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      g_signal_emit (self, signals[SIGNAL_SAY], 0, _("There are no places behind this number"));
      return;
    }
  words = quoth_plot_view_describe (self->plot, row, series);
  gtk_widget_set_visible (self->below, TRUE);
  quoth_places_list_show (self->places, words, cell->target);
}

static void
back_cb (QuothInsightsPage *self)
{
  gtk_widget_set_visible (self->below, FALSE);
  focus_numbers (self);
}

static void
measure_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  QuothInsightsPage *self = data;

  self->stopped = FALSE;
  self->generation++;
  _quoth_insights_load (self);
}

static void
draw_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  _quoth_insights_show (data);
}

static void
table_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  QuothInsightsPage *self = data;
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (self->table_button);

  if (self->plot != NULL)
    gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  QuothInsightsPage *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (quoth_insights_save_finish (result, &error))
    g_signal_emit (self, signals[SIGNAL_SAY], 0, _("The plot was saved"));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      words = quoth_describe_error (error);
      g_signal_emit (self, signals[SIGNAL_SAY], 0, words);
    }
  g_object_unref (self);
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothInsightsPage *self = data;

  if (self->plot != NULL)
    quoth_insights_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->plot,
                               g_variant_get_string (parameter, NULL), saved_cb,
                               g_object_ref (self));
}

static gboolean
key_pressed_cb (QuothInsightsPage     *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  const char *action;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval == GDK_KEY_Escape && state == 0 && gtk_widget_get_visible (self->below))
    {
      back_cb (self);
      return TRUE;
    }
  action = quoth_keymap_lookup_page (self->keymap, "insights.", keyval, state);
  if (action == NULL)
    action = quoth_keymap_lookup_page (self->keymap, "insights.",
                                       quoth_latin_keys_translate (event), state);
  if (action == NULL)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
  return TRUE;
}

static const GActionEntry entries[] = {
  { "measure", measure_cb },
  { "draw", draw_cb },
  { "table", table_cb },
  { "export", export_cb, "s" },
};

/**
 * quoth_insights_page_set_up:
 * @self: a page, once
 * @workspace: whose project to look at
 * @keymap: which key does what
 */
void
quoth_insights_page_set_up (QuothInsightsPage *self,
                            QuothWorkspace    *workspace,
                            QuothKeymap       *keymap)
{
  g_return_if_fail (QUOTH_IS_INSIGHTS_PAGE (self) && self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->keymap = g_object_ref (keymap);
  quoth_places_list_set_workspace (self->places, workspace);
  g_signal_connect_object (workspace, "notify::project", G_CALLBACK (project_cb), self,
                           G_CONNECT_SWAPPED);
  project_cb (self);
  show_insight (self, QUOTH_INSIGHT_STATISTICS);
}

static gboolean
has_focus (QuothInsightsPage *self,
           GtkWidget         *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/**
 * quoth_insights_page_switch_pane:
 * @self: a page
 *
 * Takes the keyboard from the list of plots to the numbers, from there to the sentences, and
 * back to the list.
 */
void
quoth_insights_page_switch_pane (QuothInsightsPage *self)
{
  GtkWidget *choices = gtk_widget_get_visible (self->side) ? self->views : self->chooser;

  g_return_if_fail (QUOTH_IS_INSIGHTS_PAGE (self));

  if (has_focus (self, self->content) && gtk_widget_get_visible (self->below))
    gtk_widget_child_focus (self->below, GTK_DIR_TAB_FORWARD);
  else if (has_focus (self, self->content) || has_focus (self, self->below)
           || !focus_numbers (self))
    gtk_widget_child_focus (choices, GTK_DIR_TAB_FORWARD);
}

void
quoth_insights_page_set_shown (QuothInsightsPage *self,
                               gboolean           shown)
{
  g_return_if_fail (QUOTH_IS_INSIGHTS_PAGE (self));

  self->shown = shown;
  if (shown)
    _quoth_insights_load (self);
}

void
quoth_insights_page_set_narrow (QuothInsightsPage *self,
                                gboolean           narrow)
{
  g_return_if_fail (QUOTH_IS_INSIGHTS_PAGE (self));

  gtk_widget_set_visible (self->side, !narrow);
  gtk_widget_set_visible (self->chooser, narrow);
  gtk_widget_set_visible (self->heading, !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->choices),
                                  narrow ? GTK_ORIENTATION_VERTICAL
                                         : GTK_ORIENTATION_HORIZONTAL);
}

static void
quoth_insights_page_dispose (GObject *object)
{
  QuothInsightsPage *self = QUOTH_INSIGHTS_PAGE (object);

  if (self->box != NULL)
    _quoth_insights_forget (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < QUOTH_N_INSIGHTS_PARTS; i++)
    g_clear_pointer (&self->loads[i], quoth_insights_load_unref);
  g_clear_pointer (&self->growing, quoth_insights_load_unref);
  g_clear_pointer (&self->cache, quoth_insights_cache_unref);
  g_clear_object (&self->actions);
  g_clear_object (&self->project);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  G_OBJECT_CLASS (quoth_insights_page_parent_class)->dispose (object);
}

static void
quoth_insights_page_class_init (QuothInsightsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_insights_page_dispose;
  g_type_ensure (QUOTH_TYPE_JOB_BAR);
  g_type_ensure (QUOTH_TYPE_PLACES_LIST);
  g_type_ensure (QUOTH_TYPE_PLOT_TABLE);
  g_type_ensure (QUOTH_TYPE_PLOT_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-insights-page.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, QuothInsightsPage, child)
  BIND (box);
  BIND (side);
  BIND (main);
  BIND (views);
  BIND (chooser);
  BIND (heading);
  BIND (table_button);
  BIND (export_button);
  BIND (choices);
  BIND (statistics);
  BIND (types);
  BIND (layers);
  BIND (measures);
  BIND (note);
  BIND (go_on);
  BIND (paned);
  BIND (content);
  BIND (message);
  BIND (message_button);
  BIND (view);
  BIND (table);
  BIND (number);
  BIND (below);
  BIND (places);
  BIND (draw_bar);
  BIND (job_bar);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, view_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, chooser_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, layer_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  signals[SIGNAL_SAY] = g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fill_views (QuothInsightsPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) statistics = gtk_string_list_new (NULL);

  for (guint i = 0; i < QUOTH_N_INSIGHTS; i++)
    {
      GtkWidget *label = gtk_label_new (quoth_insight_get_name ((QuothInsight) i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (GTK_LIST_BOX (self->views), label);
      gtk_string_list_append (names, quoth_insight_get_name ((QuothInsight) i));
    }
  for (guint i = 0; i < QUOTH_N_STATISTICS; i++)
    gtk_string_list_append (statistics, quoth_insights_words_name ((QuothStatistic) i));
  _quoth_insights_fill (self, self->chooser, names, 0);
  _quoth_insights_fill (self, self->statistics, statistics, QUOTH_STATISTIC_F1_OVERLAP);
}

static void
quoth_insights_page_init (QuothInsightsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *views_keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "insights", G_ACTION_GROUP (self->actions));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (views_keys, "key-pressed", G_CALLBACK (views_key_cb), self);
  gtk_event_controller_set_propagation_phase (views_keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->views, views_keys);
  /* What was asked for while another part was measured. */
  g_signal_connect_object (self->job_bar, "ended", G_CALLBACK (_quoth_insights_load), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draw_bar, "ended", G_CALLBACK (_quoth_insights_redraw), self,
                           G_CONNECT_SWAPPED);
  fill_views (self);
}
