/* quoth-entity-picker.c - search as you type for a person or source
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-entity-picker"

#include "config.h"

#include "quoth-entity-picker.h"

#include <glib/gi18n.h>

#define MAX_ROWS 20

struct _QuothEntityPicker
{
  GtkPopover     parent_instance;

  QuothRegistry *registry; /* owned */
  char          *kind;
  char          *left_out;   /* nullable: id of an entry that cannot be chosen */
  gboolean       only_known; /* nothing new is made here */
  GtkWidget     *entry;
  GtkWidget     *list;
  GtkWidget     *nobody;     /* says that nothing fits */
};

enum
{
  SIGNAL_PICKED,
  SIGNAL_CREATE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothEntityPicker, quoth_entity_picker, GTK_TYPE_POPOVER)

static GtkWidget *
create_row (const char *title,
            const char *subtitle,
            const char *icon)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (text), label);
  if (subtitle != NULL && *subtitle != '\0')
    {
      GtkWidget *small = gtk_label_new (subtitle);

      gtk_label_set_xalign (GTK_LABEL (small), 0);
      gtk_label_set_ellipsize (GTK_LABEL (small), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (small, "caption");
      gtk_widget_add_css_class (small, "dim-label");
      gtk_box_append (GTK_BOX (text), small);
    }
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}

static void
add_entity_row (QuothEntityPicker *self,
                QuothEntity       *entity)
{
  g_autofree char *aliases = g_strjoinv (", ", entity->aliases);
  GtkWidget *row = create_row (entity->name, aliases,
                               g_str_equal (entity->kind, "person") ? "quoth-person-symbolic"
                                                                    : "quoth-source-symbolic");

  g_object_set_data_full (G_OBJECT (row), "quoth-entity", g_strdup (entity->id), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_create_rows (QuothEntityPicker *self,
                 const char        *name)
{
  /* Translators: %s is the name of a person or source to add to the registry */
  g_autofree char *named = g_strdup_printf (_("New: %s"), name);
  /* Translators: %s describes somebody whose name the text does not give */
  g_autofree char *unnamed = g_strdup_printf (_("New, unnamed: %s"), name);
  GtkWidget *row = create_row (named, NULL, "list-add-symbolic");

  g_object_set_data_full (G_OBJECT (row), "quoth-name", g_strdup (name), g_free);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
  row = create_row (unnamed, NULL, "list-add-symbolic");
  g_object_set_data_full (G_OBJECT (row), "quoth-name", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (row), "quoth-unnamed", GINT_TO_POINTER (1));
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
fill (QuothEntityPicker *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GArray) found = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  if (self->registry == NULL)
    return;
  found = quoth_registry_search (self->registry, query, self->kind, MAX_ROWS);
  for (guint i = 0; i < found->len; i++)
    {
      QuothEntity *entity = g_array_index (found, QuothCandidate, i).entity;

      if (g_strcmp0 (entity->id, self->left_out) != 0)
        add_entity_row (self, entity);
    }
  if (*query != '\0' && !self->only_known)
    add_create_rows (self, query);
  gtk_widget_set_visible (self->nobody, gtk_widget_get_first_child (self->list) == NULL);
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
}

static void
take_row (QuothEntityPicker *self,
          GtkListBoxRow     *row)
{
  const char *entity = g_object_get_data (G_OBJECT (row), "quoth-entity");
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "quoth-name"));
  gboolean unnamed = g_object_get_data (G_OBJECT (row), "quoth-unnamed") != NULL;
  g_autofree char *id = g_strdup (entity);

  gtk_popover_popdown (GTK_POPOVER (self));
  if (id != NULL)
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, id);
  else
    g_signal_emit (self, signals[SIGNAL_CREATE], 0, name, unnamed);
}

static void
activate_cb (QuothEntityPicker *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL)
    take_row (self, row);
}

static void
row_activated_cb (QuothEntityPicker *self,
                  GtkListBoxRow     *row)
{
  take_row (self, row);
}

/* The arrows move in the list while the keyboard stays in the entry. */
static gboolean
key_cb (QuothEntityPicker *self,
        guint              keyval)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int index = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return FALSE;
  index += keyval == GDK_KEY_Down ? 1 : -1;
  row = index >= 0 ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), index) : NULL;
  if (row != NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  return TRUE;
}

/**
 * quoth_entity_picker_fill:
 * @self: a picker
 * @registry: whose entries to offer
 * @kind: (nullable): the kind of entity wanted
 * @words: (nullable): what to look for at first
 */
void
quoth_entity_picker_fill (QuothEntityPicker *self,
                          QuothRegistry     *registry,
                          const char        *kind,
                          const char        *words)
{
  g_return_if_fail (QUOTH_IS_ENTITY_PICKER (self));

  g_set_object (&self->registry, registry);
  g_free (self->kind);
  self->kind = g_strdup (kind);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), words != NULL ? words : "");
  fill (self);
}

/**
 * quoth_entity_picker_set_only_known:
 * @self: a picker
 * @left_out: (nullable): id of an entry that is not offered
 *
 * From now on nothing new can be made here.
 */
void
quoth_entity_picker_set_only_known (QuothEntityPicker *self,
                                    const char        *left_out)
{
  g_return_if_fail (QUOTH_IS_ENTITY_PICKER (self));

  self->only_known = TRUE;
  g_free (self->left_out);
  self->left_out = g_strdup (left_out);
}

void
quoth_entity_picker_open (QuothEntityPicker  *self,
                          QuothRegistry      *registry,
                          const char         *kind,
                          const char         *words,
                          const GdkRectangle *place)
{
  g_return_if_fail (QUOTH_IS_ENTITY_PICKER (self));

  quoth_entity_picker_fill (self, registry, kind, words);
  if (place != NULL)
    gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

/**
 * quoth_entity_picker_new:
 *
 * Returns: (transfer floating): a closed popover; give it a parent
 */
GtkWidget *
quoth_entity_picker_new (void)
{
  return g_object_new (QUOTH_TYPE_ENTITY_PICKER, NULL);
}

static void
quoth_entity_picker_dispose (GObject *object)
{
  QuothEntityPicker *self = QUOTH_ENTITY_PICKER (object);

  g_clear_object (&self->registry);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->left_out, g_free);
  G_OBJECT_CLASS (quoth_entity_picker_parent_class)->dispose (object);
}

static void
quoth_entity_picker_class_init (QuothEntityPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_entity_picker_dispose;
  signals[SIGNAL_PICKED] =
    g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_CREATE] =
    g_signal_new ("create", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
quoth_entity_picker_init (QuothEntityPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  self->list = gtk_list_box_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find a person or source"), -1);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_widget_set_size_request (scroller, 280, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  self->nobody = gtk_label_new (_("Nobody fits"));
  gtk_widget_add_css_class (self->nobody, "dim-label");
  gtk_widget_set_margin_bottom (self->nobody, 6);
  gtk_widget_set_visible (self->nobody, FALSE);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->nobody);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}
