/* quoth-format-options.c - what a format can be asked for, as rows
 *
 * A choice between two ways is a list of two, anything else a switch.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-options"

#include "config.h"

#include "quoth-format-options.h"

#include <glib/gi18n.h>

#include "quoth-control-row.h"

#define KEY "export-options"

/* A row of the group. */
typedef struct
{
  const QuothFormatOption *option;
  GtkWidget               *row;
  GtkWidget               *chooser; /* the switch, or the row itself */
} Choice;

struct _QuothFormatOptions
{
  AdwPreferencesGroup  parent_instance;

  const QuothFormat   *format;   /* nullable, static */
  GSettings           *settings; /* owned, nullable */
  GArray              *choices;  /* of Choice */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothFormatOptions, quoth_format_options, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
is_chosen (const Choice *choice)
{
  if (GTK_IS_SWITCH (choice->chooser))
    return gtk_switch_get_active (GTK_SWITCH (choice->chooser));
  return adw_combo_row_get_selected (ADW_COMBO_ROW (choice->chooser)) == 1;
}

/* Options are remembered by name: flags are numbers that another version may give anew. */
static void
remember (QuothFormatOptions *self)
{
  g_autoptr (GVariant) before = g_settings_get_value (self->settings, KEY);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  GVariantDict dict;

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (is_chosen (choice))
        g_ptr_array_add (names, (gpointer) choice->option->name);
    }
  g_variant_dict_init (&dict, before);
  g_variant_dict_insert_value (&dict, self->format->name,
                               g_variant_new_strv ((const char *const *) names->pdata, names->len));
  g_settings_set_value (self->settings, KEY, g_variant_dict_end (&dict));
}

static void
chosen_cb (QuothFormatOptions *self)
{
  remember (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A list of the two ways. */
static GtkWidget *
make_list (QuothFormatOptions      *self,
           const QuothFormatOption *option,
           gboolean                 chosen)
{
  const char *const names[] = { _(option->without), _(option->with), NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  GtkWidget *row = adw_combo_row_new ();

  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), chosen ? 1 : 0);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* A row with a switch. */
static GtkWidget *
make_switch (QuothFormatOptions      *self,
             const QuothFormatOption *option,
             gboolean                 chosen,
             GtkWidget               *row)
{
  GtkWidget *toggle = gtk_switch_new ();

  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), chosen);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _(option->description));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return toggle;
}

static void
add_choice (QuothFormatOptions      *self,
            const QuothFormatOption *option,
            gboolean                 chosen)
{
  Choice choice = { .option = option };

  if (option->with != NULL)
    choice.row = choice.chooser = make_list (self, option, chosen);
  else
    {
      choice.row = quoth_control_row_new ();
      choice.chooser = make_switch (self, option, chosen, choice.row);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (choice.row), _(option->title));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), choice.row);
  g_array_append_val (self->choices, choice);
}

/**
 * quoth_format_options_show:
 * @self: the rows
 * @format: a static format
 * @settings: where the choices are remembered
 *
 * Shows what @format offers, chosen as it was the last time.
 */
void
quoth_format_options_show (QuothFormatOptions *self,
                           const QuothFormat  *format,
                           GSettings          *settings)
{
  g_autoptr (GVariant) remembered = NULL;
  g_autofree const char **names = NULL;

  g_return_if_fail (QUOTH_IS_FORMAT_OPTIONS (self));
  g_return_if_fail (format != NULL);
  g_return_if_fail (G_IS_SETTINGS (settings));

  if (format == self->format)
    return;
  for (guint i = 0; i < self->choices->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self),
                                  g_array_index (self->choices, Choice, i).row);
  g_array_set_size (self->choices, 0);
  g_set_object (&self->settings, settings);
  self->format = format;
  remembered = g_settings_get_value (settings, KEY);
  g_variant_lookup (remembered, format->name, "^a&s", &names);
  for (const QuothFormatOption *o = format->options; o != NULL && o->name != NULL; o++)
    add_choice (self, o, names != NULL && g_strv_contains (names, o->name));
  gtk_widget_set_visible (GTK_WIDGET (self), self->choices->len > 0);
}

/**
 * quoth_format_options_get_flags:
 * @self: the rows
 *
 * Returns: what is chosen
 */
QuothWriteFlags
quoth_format_options_get_flags (QuothFormatOptions *self)
{
  QuothWriteFlags flags = 0;

  g_return_val_if_fail (QUOTH_IS_FORMAT_OPTIONS (self), 0);

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);

      if (is_chosen (choice))
        flags |= choice->option->flag;
    }
  return flags;
}

static void
quoth_format_options_finalize (GObject *object)
{
  QuothFormatOptions *self = QUOTH_FORMAT_OPTIONS (object);

  g_array_unref (self->choices);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (quoth_format_options_parent_class)->finalize (object);
}

static void
quoth_format_options_class_init (QuothFormatOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = quoth_format_options_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
quoth_format_options_init (QuothFormatOptions *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
