/* quoth-scheme-fate-dialog.c - asks what becomes of what uses an entry of the scheme
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-fate-dialog"

#include "config.h"

#include "quoth-scheme-fate-dialog.h"

#include <glib/gi18n.h>

struct _QuothSchemeFateDialog
{
  AdwWindow  parent_instance;

  GPtrArray *options;  /* of QuothFateOption */
  GPtrArray *checks;   /* of GtkWidget, borrowed: one for each option */
  GtkWidget *combo;    /* nullable: the heirs */
  GtkWidget *apply;
  gboolean   answered;
};

enum
{
  SIGNAL_ANSWERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothSchemeFateDialog, quoth_scheme_fate_dialog, ADW_TYPE_WINDOW)

void
quoth_fate_option_free (QuothFateOption *self)
{
  g_free (self->label);
  g_free (self->subtitle);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->heirs, g_ptr_array_unref);
  g_clear_pointer (&self->heir_names, g_ptr_array_unref);
  g_free (self);
}

static QuothFateOption *
get_chosen (QuothSchemeFateDialog *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      return self->options->pdata[i];
  return self->options->pdata[0];
}

static void
answer (QuothSchemeFateDialog *self,
        QuothFateOption       *option)
{
  const char *heir = NULL;

  if (self->answered)
    return;
  self->answered = TRUE;
  if (option != NULL && option->heirs != NULL)
    heir = option->heirs->pdata[adw_combo_row_get_selected (ADW_COMBO_ROW (self->combo))];
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, option, heir);
}

static void
apply_cb (QuothSchemeFateDialog *self)
{
  answer (self, get_chosen (self));
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (QuothSchemeFateDialog *self)
{
  answer (self, NULL);
  return FALSE;
}

static void
chosen_cb (QuothSchemeFateDialog *self)
{
  QuothFateOption *option = get_chosen (self);
  gboolean destructive = option->has_fate && option->kind == QUOTH_FATE_DELETE;

  if (self->combo != NULL)
    gtk_widget_set_sensitive (self->combo, option->heirs != NULL);
  gtk_widget_remove_css_class (self->apply, destructive ? "suggested-action"
                                                        : "destructive-action");
  gtk_widget_add_css_class (self->apply, destructive ? "destructive-action" : "suggested-action");
}

static void
choose (QuothSchemeFateDialog *self,
        int                    steps)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint at;

  if (!g_ptr_array_find (self->checks, focus, &at)
      || (guint) ((int) at + steps) >= self->checks->len)
    return;
  gtk_check_button_set_active (self->checks->pdata[(int) at + steps], TRUE);
  gtk_widget_grab_focus (self->checks->pdata[(int) at + steps]);
}

/* The arrows choose, and Enter carries the choice out. The list that the rows stand in
 * would take the arrows to its rows. */
static gboolean
key_cb (QuothSchemeFateDialog *self,
        guint                  keyval)
{
  gboolean choosing = GTK_IS_CHECK_BUTTON (gtk_window_get_focus (GTK_WINDOW (self)));

  if (keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (choosing && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    choose (self, -1);
  else if (choosing && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    choose (self, 1);
  else if (choosing && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter))
    apply_cb (self);
  else
    return FALSE;
  return TRUE;
}

static void
add_heirs (QuothSchemeFateDialog *self,
           GtkWidget             *group,
           QuothFateOption       *option)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < option->heir_names->len; i++)
    gtk_string_list_append (names, option->heir_names->pdata[i]);
  self->combo = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->combo), _("To"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->combo), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->combo);
}

static void
add_option (QuothSchemeFateDialog *self,
            GtkWidget             *group,
            QuothFateOption       *option)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->checks->pdata[0]);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), self->checks->len == 0);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), option->label);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (option->subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), option->subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* The check is the one stop of the keyboard; arrows go from one to the next. */
  gtk_widget_set_focusable (row, FALSE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  g_ptr_array_add (self->checks, check);
  if (option->heirs != NULL)
    add_heirs (self, group, option);
}

/**
 * quoth_scheme_fate_dialog_new:
 * @parent: the window it belongs to
 * @heading: what is about to be done
 * @body: what is in the way
 * @options: (transfer full) (element-type QuothFateOption): the answers, the mildest first
 *
 * Returns: (transfer full): a window; present it
 */
GtkWidget *
quoth_scheme_fate_dialog_new (GtkWindow  *parent,
                              const char *heading,
                              const char *body,
                              GPtrArray  *options)
{
  QuothSchemeFateDialog *self =
    g_object_new (QUOTH_TYPE_SCHEME_FATE_DIALOG, "transient-for", parent, "modal", TRUE,
                  "destroy-with-parent", TRUE, "title", heading, "default-width", 460, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->options = options;
  self->apply = gtk_button_new_with_mnemonic (_("_Apply"));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->apply);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), body);
  for (guint i = 0; i < options->len; i++)
    add_option (self, group, options->pdata[i]);
  chosen_cb (self);
  gtk_widget_set_margin_top (clamp, 12);
  gtk_widget_set_margin_bottom (clamp, 24);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  adw_clamp_set_child (ADW_CLAMP (clamp), group);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), clamp);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_widget_grab_focus (self->checks->pdata[0]);
  return GTK_WIDGET (self);
}

static void
quoth_scheme_fate_dialog_finalize (GObject *object)
{
  QuothSchemeFateDialog *self = QUOTH_SCHEME_FATE_DIALOG (object);

  g_clear_pointer (&self->options, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_scheme_fate_dialog_parent_class)->finalize (object);
}

static void
quoth_scheme_fate_dialog_class_init (QuothSchemeFateDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = quoth_scheme_fate_dialog_finalize;
  signals[SIGNAL_ANSWERED] =
    g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
}

static void
quoth_scheme_fate_dialog_init (QuothSchemeFateDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->checks = g_ptr_array_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}
