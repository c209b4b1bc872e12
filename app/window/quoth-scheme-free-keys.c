/* quoth-scheme-free-keys.c - keys that an entry of the scheme could have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-free-keys"

#include "config.h"

#include "quoth-scheme-free-keys.h"

#include <glib/gi18n.h>

#include "quoth-scheme-rows-private.h"

/* As many as fit beside the title in a narrow window. */
#define MOST_KEYS 4

#define BOX_KEY "quoth-free-keys"
#define ENTRY_KEY "quoth-key-entry"

static void
use_cb (GtkButton *button,
        GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  GtkWidget *entry = g_object_get_data (G_OBJECT (widget), ENTRY_KEY);
  g_autofree char *key = g_utf8_strdown (gtk_button_get_label (button), -1);

  /* The row goes, and the keyboard must not go with it. What was typed is replaced. */
  gtk_editable_set_text (GTK_EDITABLE (entry), key);
  gtk_widget_grab_focus (entry);
  quoth_scheme_draft_take (row->draft,
                           quoth_scheme_with_text (_quoth_scheme_row_scheme (row), &row->place,
                                                   QUOTH_FIELD_KEY, key));
}

static void
add_button (GtkWidget *widget,
            GtkWidget *box,
            char       key)
{
  const char letter[] = { g_ascii_toupper (key), '\0' };
  GtkWidget *button = gtk_button_new_with_label (letter);
  /* Translators: %s is a letter or sign */
  g_autofree char *name = g_strdup_printf (_("Use %s"), letter);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "circular");
  g_signal_connect_object (button, "clicked", G_CALLBACK (use_cb), widget, 0);
  gtk_box_append (GTK_BOX (box), button);
}

static void
changed_cb (GtkWidget *widget)
{
  QuothSchemeRow *row = _quoth_scheme_row_get (widget);
  GtkWidget *box = g_object_get_data (G_OBJECT (widget), BOX_KEY);
  QuothScheme *scheme = _quoth_scheme_row_scheme (row);
  const char *key = quoth_scheme_get_text (scheme, &row->place, QUOTH_FIELD_KEY);
  g_autofree char *problem = quoth_scheme_draft_dup_problem (row->draft, &row->place,
                                                             QUOTH_FIELD_KEY);
  g_autofree char *keys = NULL;
  GtkWidget *child;

  if (!quoth_scheme_has (scheme, &row->place) || (key != NULL && *key != '\0' && problem == NULL))
    {
      gtk_widget_set_visible (widget, FALSE);
      return;
    }
  keys = quoth_scheme_draft_dup_free_keys (row->draft, &row->place, MOST_KEYS);
  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
  for (guint i = 0; keys[i] != '\0'; i++)
    add_button (widget, box, keys[i]);
  gtk_widget_set_visible (widget, *keys != '\0');
}

/**
 * quoth_scheme_add_free_keys_row:
 * @group: an #AdwPreferencesGroup
 * @draft: the scheme
 * @place: an entry that may have a key
 * @entry: where its key is typed; outlives the row's use
 *
 * Offers keys that clash with nothing, those of its name first.
 */
void
quoth_scheme_add_free_keys_row (GtkWidget              *group,
                                QuothSchemeDraft       *draft,
                                const QuothSchemePlace *place,
                                GtkWidget              *entry)
{
  GtkWidget *widget = adw_action_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _("Free keys"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), box);
  gtk_widget_set_focusable (widget, FALSE);
  g_object_set_data (G_OBJECT (widget), BOX_KEY, box);
  g_object_set_data (G_OBJECT (widget), ENTRY_KEY, entry);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), widget);
  _quoth_scheme_row_attach (widget, draft, place, QUOTH_FIELD_KEY, G_CALLBACK (changed_cb));
}
