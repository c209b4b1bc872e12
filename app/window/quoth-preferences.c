/* quoth-preferences.c - the settings as a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-preferences"

#include "config.h"

#include "quoth-preferences.h"

#include "quoth-control-row.h"
#include "quoth-reader-names.h"

static gboolean
scheme_to_row (GValue   *value,
               GVariant *variant,
               gpointer  user_data)
{
  static const char *const names[] = { "default", "light", "dark", "high" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (g_variant_get_string (variant, NULL), names[i]))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
row_to_scheme (const GValue       *value,
               const GVariantType *type,
               gpointer            user_data)
{
  static const char *const names[] = { "default", "light", "dark", "high" };

  return g_variant_new_string (names[MIN (g_value_get_uint (value), G_N_ELEMENTS (names) - 1)]);
}

/**
 * quoth_preferences_show:
 * @parent: the window it belongs to
 * @settings: the application's settings; every change is applied at once
 */
void
quoth_preferences_show (GtkWindow *parent,
                        GSettings *settings)
{
  static const struct
  {
    const char *key;
    const char *widget;
    const char *property;
  } bindings[] = {
    { "annotator", "annotator", "text" },
    { "text-scale", "text_scale", "value" },
    { "line-height", "line_height", "value" },
    { "reading-width", "reading_width", "value" },
    { "show-zones", "show_zones", "active" },
    { "backups", "backups", "active" },
    { "reopen-last", "reopen_last", "active" },
  };
  g_autoptr (GtkBuilder) builder = NULL;
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkWindow *window;

  g_type_ensure (QUOTH_TYPE_CONTROL_ROW);
  builder = gtk_builder_new_from_resource ("/io/github/quoth/Quoth/window/quoth-preferences.ui");
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (settings, bindings[i].key, gtk_builder_get_object (builder, bindings[i].widget),
                     bindings[i].property, G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (settings, "color-scheme",
                                gtk_builder_get_object (builder, "color_scheme"), "selected",
                                G_SETTINGS_BIND_DEFAULT, scheme_to_row, row_to_scheme, NULL, NULL);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
  quoth_reader_names_apply (GTK_WIDGET (window));
  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}
