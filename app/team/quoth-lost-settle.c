/* quoth-lost-settle.c - what lost its place is placed anew, or dropped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-lost"

#include "config.h"

#include "quoth-lost-private.h"

#include <string.h>

static QuothAnnotation *
find (QuothArticleData *data,
      const char       *layer,
      const char       *id)
{
  for (guint i = 0; id != NULL && i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (strcmp (annotation->id, id) == 0 && strcmp (annotation->layer, layer) == 0)
        return annotation;
    }
  return NULL;
}

static void
settle (QuothCommand    *command,
        const char      *article,
        QuothAnnotation *mark,
        const char      *how,
        const char      *by)
{
  g_autoptr (QuothAnnotation) after = quoth_lost_mark_settled (mark, how, by);

  quoth_command_add_annotation (command, article, mark, after);
}

/* Links to what is not there, or not yet, are left out. */
static void
keep_links (QuothArticleData *data,
            QuothAnnotation  *placed)
{
  g_autoptr (QuothAnnotation) all = quoth_annotation_copy (placed);

  quoth_annotation_remove_link (placed, NULL, NULL);
  for (guint i = 0; i < all->n_links; i++)
    if (find (data, placed->layer, all->links[i].to) != NULL)
      quoth_annotation_add_link (placed, all->links[i].role, all->links[i].to,
                                 all->links[i].attributes);
}

/* What gets links to what is placed. */
typedef struct
{
  QuothScheme      *scheme;
  QuothArticleData *data;
  QuothAnnotation  *placed;
  GHashTable       *changed; /* id → QuothAnnotation with the new links, owned */
} Placing;

static gboolean
has_link (QuothAnnotation *from,
          const char      *role,
          const char      *to)
{
  for (guint i = 0; i < from->n_links; i++)
    if (strcmp (from->links[i].role, role) == 0 && strcmp (from->links[i].to, to) == 0)
      return TRUE;
  return FALSE;
}

/* A slot that somebody has filled since stays as it is. */
static gboolean
may_link (QuothScheme     *scheme,
          QuothAnnotation *from,
          const char      *role,
          const char      *to)
{
  const QuothRole *known = quoth_scheme_lookup_role (scheme, role);

  return !has_link (from, role, to)
         && ((known != NULL && known->multiple) || quoth_annotation_get_link (from, role) == NULL);
}

static void
link_one (Placing         *self,
          const char      *from,
          const char      *role,
          QuothAttributes *attributes)
{
  QuothAnnotation *before = find (self->data, self->placed->layer, from);
  QuothAnnotation *after;

  if (before == NULL)
    return;
  after = g_hash_table_lookup (self->changed, before->id);
  if (!may_link (self->scheme, after != NULL ? after : before, role, self->placed->id))
    return;
  if (after == NULL)
    {
      after = quoth_annotation_copy (before);
      g_hash_table_insert (self->changed, before->id, after);
    }
  quoth_annotation_add_link (after, role, self->placed->id, attributes);
}

static const char *
get_string (JsonNode   *node,
            const char *member)
{
  JsonNode *value = JSON_NODE_HOLDS_OBJECT (node)
                    ? json_object_get_member (json_node_get_object (node), member) : NULL;

  return value != NULL && JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;
}

/* What was carried over and linked to it links to it again. */
static void
link_carried (Placing         *self,
              QuothAnnotation *mark)
{
  g_autoptr (JsonNode) node = quoth_lost_read_content (mark, "from", JSON_NODE_ARRAY, NULL);
  JsonArray *links = node != NULL ? json_node_get_array (node) : NULL;

  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      JsonNode *link = json_array_get_element (links, i);
      const char *from = get_string (link, "from");
      const char *role = get_string (link, "role");
      g_autoptr (QuothAttributes) attributes = NULL;

      if (from == NULL || role == NULL)
        continue;
      if (json_object_has_member (json_node_get_object (link), "attributes"))
        {
          g_autofree char *json =
            json_to_string (json_object_get_member (json_node_get_object (link), "attributes"),
                            FALSE);

          attributes = quoth_attributes_new_from_json (json, -1, NULL);
        }
      link_one (self, from, role, attributes);
    }
}

/* So does what was lost itself and placed before. */
static void
link_placed (Placing *self)
{
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *other = self->data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) lost = NULL;

      if (!quoth_lost_is_mark (other) || quoth_lost_is_open (other))
        continue;
      lost = quoth_lost_dup_annotation (other, NULL);
      for (guint k = 0; lost != NULL && k < lost->n_links; k++)
        if (strcmp (lost->links[k].to, self->placed->id) == 0
            && strcmp (lost->layer, self->placed->layer) == 0)
          link_one (self, lost->id, lost->links[k].role, lost->links[k].attributes);
    }
}

static void
add_links (QuothCommand     *command,
           QuothScheme      *scheme,
           QuothArticleData *data,
           QuothAnnotation  *mark,
           QuothAnnotation  *placed)
{
  g_autoptr (GHashTable) changed =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) quoth_annotation_unref);
  Placing self = { scheme, data, placed, changed };

  link_carried (&self, mark);
  link_placed (&self);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *before = data->annotations->pdata[i];
      QuothAnnotation *after = g_hash_table_lookup (changed, before->id);

      if (after != NULL)
        quoth_command_add_annotation (command, data->article->id, before, after);
    }
}

/**
 * quoth_lost_place:
 * @scheme: the project's
 * @data: the later version with all layers
 * @mark: one of its open marks
 * @parts: where the annotation shall stand, code points
 * @n_parts: how many, at least 1
 * @by: (nullable): who says so
 * @error: when the mark makes no sense, or the place is none
 *
 * The annotation is there again, in its layer and with its links. Verb: "place-lost".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_lost_place (QuothScheme       *scheme,
                  QuothArticleData  *data,
                  QuothAnnotation   *mark,
                  const QuothSpan   *parts,
                  guint              n_parts,
                  const char        *by,
                  GError           **error)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("place-lost");
  g_autoptr (QuothAnnotation) placed = NULL;

  g_return_val_if_fail (scheme != NULL && data != NULL && mark != NULL, NULL);
  g_return_val_if_fail (parts != NULL && n_parts > 0, NULL);

  placed = quoth_lost_dup_annotation (mark, error);
  if (placed == NULL)
    return NULL;
  quoth_annotation_set_parts (placed, parts, n_parts);
  keep_links (data, placed);
  if (!quoth_annotation_validate (placed, quoth_text_get_length (data->text), error))
    return NULL;
  if (find (data, placed->layer, placed->id) == NULL)
    {
      quoth_command_add_annotation (command, data->article->id, NULL, placed);
      add_links (command, scheme, data, mark, placed);
    }
  settle (command, data->article->id, mark, "placed", by);
  return g_steal_pointer (&command);
}

/**
 * quoth_lost_drop:
 * @article: id of the later version
 * @mark: one of its open marks
 * @by: (nullable): who says so
 *
 * The annotation is not needed any more; the mark goes on holding it. Verb: "drop-lost".
 *
 * Returns: (transfer full): the command
 */
QuothCommand *
quoth_lost_drop (const char      *article,
                 QuothAnnotation *mark,
                 const char      *by)
{
  QuothCommand *command = quoth_command_new ("drop-lost");

  settle (command, article, mark, "dropped", by);
  return command;
}
