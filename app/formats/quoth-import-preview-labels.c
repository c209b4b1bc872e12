/* quoth-import-preview-labels.c - which labels a preview has met, and what becomes of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import-preview-private.h"

#include <string.h>

/* Labels are shown as rows; whoever brings more does not name types. */
#define MAX_LABELS 500

void
quoth_preview_label_free (gpointer data)
{
  QuothPreviewLabel *self = data;

  g_free (self->label);
  g_free (self->target);
  g_free (self);
}

/* The attribute of the scheme that takes one of a list of values, or some of them, and
 * whose name or new name is @name; others take whatever comes. */
static const QuothAttribute *
find_choice (QuothLook  *self,
             const char *name)
{
  const QuothAttribute *attribute;
  const char *target;

  quoth_label_map_lookup (self->preview->remembered, QUOTH_LABEL_ATTRIBUTE, name, &target);
  attribute = target != NULL ? quoth_scheme_lookup_attribute (self->scheme, target) : NULL;
  return attribute != NULL && attribute->values->len > 0 ? attribute : NULL;
}

static gboolean
has_value (const QuothAttribute *attribute,
           const char           *id)
{
  for (guint i = 0; i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* The value of an attribute that a label is, as the project has the attribute. */
static gboolean
is_value_known (QuothLook  *self,
                const char *name,
                const char *value)
{
  const QuothAttribute *attribute = find_choice (self, name);

  return attribute != NULL && has_value (attribute, value);
}

static gboolean
is_known (QuothLook      *self,
          QuothLabelKind  kind,
          const char     *label)
{
  if (kind == QUOTH_LABEL_TYPE)
    return quoth_scheme_lookup_type (self->scheme, label) != NULL;
  if (kind == QUOTH_LABEL_ROLE)
    return quoth_scheme_lookup_role (self->scheme, label) != NULL;
  if (kind == QUOTH_LABEL_VALUE)
    {
      g_autofree char *name = NULL;
      const char *value = quoth_label_split_value (label, &name);

      return is_value_known (self, name, value);
    }
  /* Needs no place in the scheme. */
  return quoth_scheme_lookup_attribute (self->scheme, label) != NULL
         || strcmp (label, "no_speaker") == 0;
}

/* What becomes of a label, and whether the scheme would learn it. */
static void
note_target (QuothLook         *self,
             QuothPreviewLabel *label)
{
  g_autofree char *name = NULL;
  const char *own = label->label;
  const char *target;

  if (label->kind == QUOTH_LABEL_VALUE)
    own = quoth_label_split_value (label->label, &name);
  label->mapped = quoth_label_map_lookup (self->preview->remembered, label->kind, label->label,
                                          &target);
  if (!label->mapped)
    target = own;
  label->known = is_known (self, label->kind, label->label);
  label->target = g_strdup (target);
  label->lacking = target != NULL
                 && !(label->kind == QUOTH_LABEL_VALUE ? is_value_known (self, name, target)
                                                       : is_known (self, label->kind, target));
}

void
quoth_look_count_label (QuothLook      *self,
                        QuothLabelKind  kind,
                        const char     *id,
                        guint           n_uses)
{
  QuothPreviewLabel *label = g_hash_table_lookup (self->labels[kind], id);

  if (label == NULL)
    {
      if (self->preview->labels->len >= MAX_LABELS)
        {
          self->preview->complete = FALSE;
          return;
        }
      label = g_new0 (QuothPreviewLabel, 1);
      label->kind = kind;
      label->label = g_strdup (id);
      note_target (self, label);
      g_ptr_array_add (self->preview->labels, label);
      g_hash_table_insert (self->labels[kind], label->label, label);
    }
  label->n_uses += n_uses;
}

static void
count_value (QuothLook  *self,
             const char *attribute,
             const char *value)
{
  g_autofree char *label = quoth_label_of_value (attribute, value);

  quoth_look_count_label (self, QUOTH_LABEL_VALUE, label, 1);
}

void
quoth_look_count_attributes (QuothLook       *self,
                             QuothAttributes *attributes)
{
  guint n = attributes != NULL ? quoth_attributes_get_n (attributes) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (attributes, i, &json);
      g_autofree char *value = NULL;
      g_auto (GStrv) values = NULL;

      quoth_look_count_label (self, QUOTH_LABEL_ATTRIBUTE, name, 1);
      if (find_choice (self, name) == NULL)
        continue;
      value = quoth_attributes_dup_string (attributes, name);
      values = value == NULL ? quoth_attributes_dup_strv (attributes, name) : NULL;
      if (value != NULL)
        count_value (self, name, value);
      for (guint k = 0; values != NULL && values[k] != NULL; k++)
        count_value (self, name, values[k]);
    }
}

int
quoth_preview_compare_labels (gconstpointer a,
                              gconstpointer b)
{
  const QuothPreviewLabel *x = *(const QuothPreviewLabel *const *) a;
  const QuothPreviewLabel *y = *(const QuothPreviewLabel *const *) b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->n_uses != y->n_uses)
    return x->n_uses > y->n_uses ? -1 : 1;
  return strcmp (x->label, y->label);
}
