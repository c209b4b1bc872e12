/* quoth-scheme-list.c - all types, attributes and links of a scheme, to open one or add one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-scheme-list"

#include "config.h"

#include "quoth-scheme-list.h"

#include <glib/gi18n.h>

#include "quoth-scheme-rows.h"
#include "quoth-scheme-terms.h"

#define ARTICLE "article"

/* One row; its widgets are those of the page. */
typedef struct
{
  QuothSchemePart  part;
  char            *id;
  GtkWidget       *row;
  GtkWidget       *dot;   /* nullable: of a type */
  GtkWidget       *key;
} Entry;

struct _QuothSchemeList
{
  GtkWidget         parent_instance;

  QuothSchemeDraft *draft;                       /* owned */
  GtkWidget        *page;
  GtkWidget        *name;
  GtkWidget        *groups[QUOTH_SCHEME_N_PARTS];
  GtkWidget        *adders[QUOTH_SCHEME_N_PARTS];
  GPtrArray        *entries;                     /* of Entry, in the order of the scheme */
};

enum
{
  SIGNAL_OPEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothSchemeList, quoth_scheme_list, GTK_TYPE_WIDGET)

static const struct
{
  const char *title;
  const char *description;
  const char *add;
} texts[QUOTH_SCHEME_N_PARTS] = {
  [QUOTH_SCHEME_TYPES] = { N_("Types"), N_("What stretches of the text can be marked as."),
                           N_("Add a type") },
  [QUOTH_SCHEME_ATTRIBUTES] = { N_("Attributes"),
                                N_("What can be said of an annotation, or of an article."),
                                N_("Add an attribute") },
  [QUOTH_SCHEME_ROLES] = { N_("Links"), N_("How annotations belong together."),
                           N_("Add a link") },
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry);
}

static QuothScheme *
get_scheme (QuothSchemeList *self)
{
  return quoth_scheme_draft_get_scheme (self->draft);
}

/* Names of types, joined; @any when there are none. */
static char *
join_types (QuothScheme       *scheme,
            const char *const *types,
            const char        *any)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; types[i] != NULL; i++)
    {
      const QuothType *type = quoth_scheme_lookup_type (scheme, types[i]);

      if (i > 0)
        g_string_append (names, ", ");
      if (g_str_equal (types[i], ARTICLE))
        g_string_append (names, _("whole article"));
      else
        g_string_append (names, type != NULL ? type->name : types[i]);
    }
  if (names->len == 0)
    g_string_append (names, any);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
describe (QuothScheme            *scheme,
          const QuothSchemePlace *place)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  guint kind = quoth_scheme_get_kind (scheme, place);

  switch (place->part)
    {
    case QUOTH_SCHEME_TYPES:
      return g_strdup (_(quoth_type_kind_choices[kind].name));
    case QUOTH_SCHEME_ATTRIBUTES:
      from = join_types (scheme, quoth_scheme_get_list (scheme, place, QUOTH_FIELD_TYPES), "–");
      /* Translators: the kind of an attribute, and what it applies to */
      return g_strdup_printf (_("%s · %s"), _(quoth_attribute_kind_choices[kind].name), from);
    case QUOTH_SCHEME_ROLES:
    default:
      from = join_types (scheme, quoth_scheme_get_list (scheme, place, QUOTH_FIELD_FROM), _("any"));
      to = join_types (scheme, quoth_scheme_get_list (scheme, place, QUOTH_FIELD_TO), _("any"));
      /* Translators: a link goes from types to types */
      return g_strdup_printf (_("%s → %s"), from, to);
    }
}

static void
show_dot (Entry       *entry,
          QuothScheme *scheme)
{
  const QuothSchemePlace place = { entry->part, entry->id };
  const char *color = quoth_scheme_get_text (scheme, &place, QUOTH_FIELD_COLOR);
  g_autofree char *markup =
    g_markup_printf_escaped ("<span foreground=\"%s\">●</span>",
                             color != NULL && *color == '#' ? color : "#77767b");

  gtk_label_set_markup (GTK_LABEL (entry->dot), markup);
}

static void
show_entry (QuothSchemeList *self,
            Entry           *entry)
{
  QuothScheme *scheme = get_scheme (self);
  const QuothSchemePlace place = { entry->part, entry->id };
  g_autofree char *problem = quoth_scheme_draft_dup_any_problem (self->draft, entry->part,
                                                                 entry->id);
  g_autofree char *title = quoth_scheme_terms_entry (scheme, &place);
  g_autofree char *about = describe (scheme, &place);
  gboolean hidden = quoth_scheme_get_flag (scheme, &place, QUOTH_FIELD_HIDDEN);
  const char *key = quoth_scheme_get_text (scheme, &place, QUOTH_FIELD_KEY);
  g_autofree char *label = key != NULL ? g_utf8_strup (key, -1) : NULL;
  /* Translators: what an entry of the scheme is, and that it is not shown to annotators */
  g_autofree char *subtitle = problem != NULL ? g_strdup (problem)
                              : hidden ? g_strdup_printf (_("%s · hidden"), about)
                                       : g_strdup (about);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry->row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (entry->row), subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  subtitle, -1);
  gtk_label_set_label (GTK_LABEL (entry->key), label != NULL ? label : "");
  gtk_widget_set_visible (entry->key, label != NULL);
  if (entry->dot != NULL)
    show_dot (entry, scheme);
  if (problem != NULL)
    gtk_widget_add_css_class (entry->row, "error");
  else
    gtk_widget_remove_css_class (entry->row, "error");
  if (hidden)
    gtk_widget_add_css_class (entry->row, "dim-label");
  else
    gtk_widget_remove_css_class (entry->row, "dim-label");
}

static Entry *
find_row (QuothSchemeList *self,
          gpointer         row)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (((Entry *) self->entries->pdata[i])->row == row)
      return self->entries->pdata[i];
  return NULL;
}

static void
activated_cb (QuothSchemeList *self,
              GtkWidget       *row)
{
  Entry *entry = find_row (self, row);

  g_signal_emit (self, signals[SIGNAL_OPEN], 0, entry->part, entry->id);
}

static GtkWidget *
create_row (QuothSchemeList *self,
            Entry           *entry)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  if (entry->part == QUOTH_SCHEME_TYPES)
    {
      entry->dot = gtk_label_new (NULL);
      gtk_accessible_update_state (GTK_ACCESSIBLE (entry->dot), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                                   -1);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), entry->dot);
    }
  entry->key = gtk_label_new (NULL);
  gtk_widget_add_css_class (entry->key, "quoth-key");
  gtk_widget_set_valign (entry->key, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry->key);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static gboolean
is_in_order (QuothSchemeList *self)
{
  QuothScheme *scheme = get_scheme (self);
  guint at = 0;

  for (guint part = 0; part < QUOTH_SCHEME_N_PARTS; part++)
    for (guint i = 0; i < quoth_scheme_get_n_entries (scheme, (QuothSchemePart) part); i++, at++)
      {
        const char *id = quoth_scheme_get_id_at (scheme, (QuothSchemePart) part, i);
        const Entry *entry = at < self->entries->len ? self->entries->pdata[at] : NULL;

        if (entry == NULL || entry->part != part || !g_str_equal (entry->id, id))
          return FALSE;
      }
  return at == self->entries->len;
}

static void
fill_group (QuothSchemeList *self,
            QuothSchemePart  part)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self->groups[part]);

  g_object_ref (self->adders[part]);
  adw_preferences_group_remove (group, self->adders[part]);
  for (guint i = 0; i < quoth_scheme_get_n_entries (get_scheme (self), part); i++)
    {
      Entry *entry = g_new0 (Entry, 1);

      entry->part = part;
      entry->id = g_strdup (quoth_scheme_get_id_at (get_scheme (self), part, i));
      entry->row = create_row (self, entry);
      adw_preferences_group_add (group, entry->row);
      g_ptr_array_add (self->entries, entry);
    }
  adw_preferences_group_add (group, self->adders[part]);
  g_object_unref (self->adders[part]);
}

/* The entry that has the keyboard, or had it when a dialog took it; NULL when none. */
static Entry *
get_focused (QuothSchemeList *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (gtk_widget_is_focus (entry->row))
        return entry;
    }
  return NULL;
}

static void
rebuild (QuothSchemeList *self)
{
  Entry *focused = get_focused (self);
  QuothSchemePart part = focused != NULL ? focused->part : QUOTH_SCHEME_TYPES;
  g_autofree char *id = focused != NULL ? g_strdup (focused->id) : NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->groups[entry->part]), entry->row);
    }
  g_ptr_array_set_size (self->entries, 0);
  for (guint i = 0; i < QUOTH_SCHEME_N_PARTS; i++)
    fill_group (self, (QuothSchemePart) i);
  if (id != NULL)
    quoth_scheme_list_focus (self, part, id);
}

static void
changed_cb (QuothSchemeList *self)
{
  const char *name = quoth_scheme_get_name (get_scheme (self));

  if (!is_in_order (self))
    rebuild (self);
  for (guint i = 0; i < self->entries->len; i++)
    show_entry (self, self->entries->pdata[i]);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->name)), name) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
  gtk_widget_set_sensitive (self->page, !quoth_scheme_draft_is_read_only (self->draft));
}

static void
name_cb (QuothSchemeList *self)
{
  g_autofree char *name = NULL;

  if (self->draft == NULL || quoth_scheme_draft_is_read_only (self->draft))
    return;
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  quoth_scheme_draft_take (self->draft, quoth_scheme_with_name (get_scheme (self), name));
}

static void
add_cb (QuothSchemeList *self,
        GtkWidget       *adder)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (adder))));
  QuothSchemePart part = QUOTH_SCHEME_TYPES;
  g_autofree char *id = NULL;
  QuothSchemePlace place;

  if (*name == '\0')
    return;
  while (self->adders[part] != adder)
    part++;
  gtk_editable_set_text (GTK_EDITABLE (adder), "");
  quoth_scheme_draft_take (self->draft,
                           quoth_scheme_with_entry (get_scheme (self),
                                                    quoth_scheme_draft_get_used (self->draft), part,
                                                    name, &id));
  place = (QuothSchemePlace){ part, id };
  if (quoth_scheme_has (get_scheme (self), &place))
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, part, id);
}

static gboolean
key_cb (QuothSchemeList *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  Entry *entry = get_focused (self);
  QuothSchemePlace place;

  if (entry == NULL || quoth_scheme_draft_is_read_only (self->draft))
    return FALSE;
  state &= gtk_accelerator_get_default_mod_mask ();
  place = (QuothSchemePlace){ entry->part, entry->id };
  if (state == GDK_ALT_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    quoth_scheme_draft_take (self->draft, quoth_scheme_with_moved (get_scheme (self), &place,
                                                                   keyval == GDK_KEY_Up ? -1 : 1));
  else if (state == 0 && (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete))
    quoth_scheme_draft_ask (self->draft, &place,
                            quoth_scheme_without (get_scheme (self), &place, NULL), TRUE);
  else
    return FALSE;
  return TRUE;
}

/**
 * quoth_scheme_list_focus:
 * @self: a list
 * @part: one of its lists
 * @id: (nullable): an entry there; %NULL for the first
 *
 * Gives the keyboard to the entry, or to the one that stands in its place.
 */
void
quoth_scheme_list_focus (QuothSchemeList *self,
                         QuothSchemePart  part,
                         const char      *id)
{
  g_return_if_fail (QUOTH_IS_SCHEME_LIST (self));

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = self->entries->pdata[i];

      if (entry->part != part || (id != NULL && !g_str_equal (entry->id, id)))
        continue;
      gtk_widget_grab_focus (entry->row);
      return;
    }
  if (id != NULL)
    quoth_scheme_list_focus (self, part, NULL);
  else
    gtk_widget_grab_focus (self->adders[part]);
}

static void
add_group (QuothSchemeList *self,
           QuothSchemePart  part)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *adder = quoth_scheme_adder_new (_(texts[part].add), G_CALLBACK (add_cb), self);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _(texts[part].title));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _(texts[part].description));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), adder);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  self->groups[part] = group;
  self->adders[part] = adder;
}

/**
 * quoth_scheme_list_new:
 * @draft: the scheme
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
quoth_scheme_list_new (QuothSchemeDraft *draft)
{
  QuothSchemeList *self = g_object_new (QUOTH_TYPE_SCHEME_LIST, NULL);

  self->draft = g_object_ref (draft);
  g_signal_connect_object (draft, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}

static void
quoth_scheme_list_dispose (GObject *object)
{
  QuothSchemeList *self = QUOTH_SCHEME_LIST (object);

  g_clear_pointer (&self->page, gtk_widget_unparent);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_object (&self->draft);
  G_OBJECT_CLASS (quoth_scheme_list_parent_class)->dispose (object);
}

static void
quoth_scheme_list_class_init (QuothSchemeListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_scheme_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_OPEN] =
    g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
quoth_scheme_list_init (QuothSchemeList *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->page = adw_preferences_page_new ();
  self->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name), _("Name of the scheme"));
  g_signal_connect_object (self->name, "entry-activated", G_CALLBACK (name_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (name_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->name, focus);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  for (guint part = 0; part < QUOTH_SCHEME_N_PARTS; part++)
    add_group (self, (QuothSchemePart) part);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}
