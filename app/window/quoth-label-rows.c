/* quoth-label-rows.c - foreign labels as rows, each with what it becomes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-label-rows"

#include "config.h"

#include "quoth-label-rows.h"

#include <glib/gi18n.h>
#include <string.h>

/* More rows than anybody decides one by one; the rest stays as it is. */
#define MAX_ROWS 60
/* So many letters of a label say which type is meant: PER. */
#define MIN_PREFIX 3

typedef struct
{
  GtkWidget *row;   /* an AdwComboRow */
  char      *label;
  gboolean   known;
  GPtrArray *ids;   /* of char*: of the scheme, in the order of the last entries */
} Choice;

struct _QuothLabelRows
{
  GtkWidget       parent_instance;

  GtkWidget      *group;
  QuothLabelKind  kind;
  GArray         *choices; /* of Choice */
};

G_DEFINE_FINAL_TYPE (QuothLabelRows, quoth_label_rows, GTK_TYPE_WIDGET)

static void
choice_clear (gpointer data)
{
  g_free (((Choice *) data)->label);
  g_ptr_array_unref (((Choice *) data)->ids);
}

/* Before the ids of the scheme: "leave out", and "add" where the scheme lacks the label. */
static guint
n_verbs (const Choice *choice)
{
  return choice->known ? 1 : 2;
}

static void
list_values (QuothScheme   *scheme,
             QuothLabelMap *labels,
             const char    *label,
             GPtrArray     *ids,
             GPtrArray     *names)
{
  g_autofree char *name = NULL;
  const QuothAttribute *attribute;
  const char *target;

  quoth_label_split_value (label, &name);
  quoth_label_map_lookup (labels, QUOTH_LABEL_ATTRIBUTE, name, &target);
  attribute = target != NULL ? quoth_scheme_lookup_attribute (scheme, target) : NULL;
  for (guint i = 0; attribute != NULL && i < attribute->values->len; i++)
    {
      const QuothValue *value = attribute->values->pdata[i];

      g_ptr_array_add (ids, g_strdup (value->id));
      g_ptr_array_add (names, value->name);
    }
}

/* What a label may become: ids of @scheme, and what they are called. */
static GPtrArray *
list_ids (QuothScheme   *scheme,
          QuothLabelMap *labels,
          QuothLabelKind kind,
          const char    *label,
          GPtrArray     *names)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  if (kind == QUOTH_LABEL_TYPE)
    for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
      {
        const QuothType *type = quoth_scheme_get_type_at (scheme, i);

        g_ptr_array_add (ids, g_strdup (type->id));
        g_ptr_array_add (names, type->name);
      }
  else if (kind == QUOTH_LABEL_ROLE)
    for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
      {
        const QuothRole *role = quoth_scheme_get_role_at (scheme, i);

        g_ptr_array_add (ids, g_strdup (role->id));
        g_ptr_array_add (names, role->name);
      }
  else if (kind == QUOTH_LABEL_VALUE)
    list_values (scheme, labels, label, ids, names);
  else
    for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
      {
        const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

        g_ptr_array_add (ids, g_strdup (attribute->id));
        g_ptr_array_add (names, attribute->name);
      }
  return ids;
}

/* The words of a label that are compared with ids. */
static const char *
get_word (QuothLabelKind  kind,
          const char     *label)
{
  g_autofree char *attribute = NULL;

  return kind == QUOTH_LABEL_VALUE ? quoth_label_split_value (label, &attribute) : label;
}

static gboolean
find_id (const Choice *choice,
         const char   *id,
         guint        *out_index)
{
  return g_ptr_array_find_with_equal_func (choice->ids, id, g_str_equal, out_index);
}

/* Which id a label most likely means: the same word, else the type that it abbreviates. */
static gboolean
guess_id (QuothLabelRows *self,
          const Choice   *choice,
          guint          *out_index)
{
  g_autofree char *folded = g_utf8_casefold (get_word (self->kind, choice->label), -1);
  guint n_found = 0;

  for (guint pass = 0; pass < 2 && n_found == 0; pass++)
    for (guint i = 0; i < choice->ids->len; i++)
      {
        g_autofree char *id = g_utf8_casefold (choice->ids->pdata[i], -1);

        if (pass == 0 ? !g_str_equal (id, folded)
                      : self->kind != QUOTH_LABEL_TYPE || strlen (folded) < MIN_PREFIX
                          || !g_str_has_prefix (id, folded))
          continue;
        *out_index = i;
        n_found++;
      }
  return n_found == 1;
}

static guint
initial_choice (QuothLabelRows *self,
                const Choice   *choice,
                QuothLabelMap  *labels)
{
  const char *target;
  gboolean decided = quoth_label_map_lookup (labels, self->kind, choice->label, &target);
  guint index;

  if (decided && target == NULL)
    return n_verbs (choice) - 1;
  if (target != NULL && find_id (choice, target, &index))
    return n_verbs (choice) + index;
  if (choice->known && find_id (choice, get_word (self->kind, choice->label), &index))
    return n_verbs (choice) + index;
  if (!decided && guess_id (self, choice, &index))
    return n_verbs (choice) + index;
  return 0;
}

static GtkStringList *
make_options (const Choice *choice,
              GPtrArray    *names)
{
  GtkStringList *options = gtk_string_list_new (NULL);

  if (!choice->known)
    gtk_string_list_append (options, _("Add to the scheme"));
  gtk_string_list_append (options, _("Leave out"));
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (options, names->pdata[i]);
  return options;
}

static char *
make_title (const QuothPreviewLabel *label)
{
  g_autofree char *attribute = NULL;
  const char *value;

  if (label->kind != QUOTH_LABEL_VALUE)
    return g_strdup (label->label);
  value = quoth_label_split_value (label->label, &attribute);
  /* Translators: an attribute of a foreign corpus, and one of its values */
  return g_strdup_printf (_("%s: %s"), attribute, value);
}

static void
add_row (QuothLabelRows          *self,
         const QuothPreviewLabel *label,
         QuothScheme             *scheme,
         QuothLabelMap           *labels)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Choice choice = { adw_combo_row_new (), g_strdup (label->label), label->known,
                    list_ids (scheme, labels, label->kind, label->label, names) };
  g_autoptr (GtkStringList) options = make_options (&choice, names);
  g_autofree char *title = make_title (label);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *uses = NULL;

  uses = label->n_uses == 0
           /* Translators: a label that a corpus defines and does not use */
           ? g_strdup (_("Not used so far"))
           : g_strdup_printf (ngettext ("%u time", "%u times", (guint) label->n_uses),
                              (guint) label->n_uses);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (choice.row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (choice.row), uses);
  adw_combo_row_set_model (ADW_COMBO_ROW (choice.row), G_LIST_MODEL (options));
  adw_combo_row_set_selected (ADW_COMBO_ROW (choice.row), initial_choice (self, &choice, labels));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), choice.row);
  g_array_append_val (self->choices, choice);
}

static void
remove_rows (QuothLabelRows *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group),
                                  g_array_index (self->choices, Choice, i).row);
  g_array_set_size (self->choices, 0);
}

/**
 * quoth_label_rows_set:
 * @self: rows
 * @kind: which labels of @preview to show
 * @preview: what was found
 * @scheme: the project's
 * @labels: what is decided already
 *
 * Hides itself when there are no labels of @kind.
 */
void
quoth_label_rows_set (QuothLabelRows           *self,
                      QuothLabelKind            kind,
                      const QuothImportPreview *preview,
                      QuothScheme              *scheme,
                      QuothLabelMap            *labels)
{
  static const char *const titles[] = { N_("Types"), N_("Attributes"), N_("Links"), N_("Values") };

  g_return_if_fail (QUOTH_IS_LABEL_ROWS (self) && preview != NULL && scheme != NULL);

  remove_rows (self);
  self->kind = kind;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), _(titles[kind]));
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < preview->labels->len && self->choices->len < MAX_ROWS; i++)
      {
        const QuothPreviewLabel *label = preview->labels->pdata[i];

        if (label->kind == kind && label->known == (pass == 1)
            && (!label->known || label->n_uses > 0) && strcmp (label->label, "no_speaker") != 0)
          add_row (self, label, scheme, labels);
      }
  gtk_widget_set_visible (GTK_WIDGET (self), self->choices->len > 0);
}

/**
 * quoth_label_rows_get:
 * @self: rows
 * @labels: gets what was chosen; a label that the scheme knows and that keeps its name
 *   needs no entry
 */
void
quoth_label_rows_get (QuothLabelRows *self,
                      QuothLabelMap  *labels)
{
  g_return_if_fail (QUOTH_IS_LABEL_ROWS (self) && labels != NULL);

  for (guint i = 0; i < self->choices->len; i++)
    {
      const Choice *choice = &g_array_index (self->choices, Choice, i);
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (choice->row));
      const char *word = get_word (self->kind, choice->label);
      const char *target = word;
      const char *before;

      if (selected == n_verbs (choice) - 1)
        target = NULL;
      else if (selected >= n_verbs (choice) && selected - n_verbs (choice) < choice->ids->len)
        target = choice->ids->pdata[selected - n_verbs (choice)];
      if (!choice->known || g_strcmp0 (target, word) != 0
          || quoth_label_map_lookup (labels, self->kind, choice->label, &before))
        quoth_label_map_set (labels, self->kind, choice->label, target);
    }
}

static void
quoth_label_rows_dispose (GObject *object)
{
  QuothLabelRows *self = QUOTH_LABEL_ROWS (object);

  g_clear_pointer (&self->group, gtk_widget_unparent);
  g_clear_pointer (&self->choices, g_array_unref);
  G_OBJECT_CLASS (quoth_label_rows_parent_class)->dispose (object);
}

static void
quoth_label_rows_class_init (QuothLabelRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_label_rows_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
quoth_label_rows_init (QuothLabelRows *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  g_array_set_clear_func (self->choices, choice_clear);
  self->group = adw_preferences_group_new ();
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
}

/**
 * quoth_label_rows_new:
 *
 * Returns: (transfer floating): rows without labels
 */
GtkWidget *
quoth_label_rows_new (void)
{
  return g_object_new (QUOTH_TYPE_LABEL_ROWS, NULL);
}
