/* quoth-lost.c - annotations that lost their place when a text was corrected
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-lost"

#include "config.h"

#include "quoth-lost-private.h"

#include "quoth-json.h"
#include "quoth-json-writer.h"

#include <string.h>

#define CONTENT "lost_content"
#define LAYER "lost_layer"
#define SETTLED "lost_settled"
#define SETTLED_BY "lost_settled_by"
#define ORIGIN "carry"

static const char lost_scheme[] =
  "{\"name\":\"\",\"types\":[{\"id\":\"" QUOTH_TYPE_ID_LOST "\",\"name\":\"Lost annotation\","
  "\"description\":\"What could not be carried over to a corrected text.\","
  "\"kind\":\"span\",\"color\":\"#77767b\",\"hidden\":true,\"automatic\":true}],"
  "\"attributes\":["
  "{\"id\":\"" CONTENT "\",\"name\":\"What was lost\",\"kind\":\"text\","
  "\"types\":[\"" QUOTH_TYPE_ID_LOST "\"],\"hidden\":true},"
  "{\"id\":\"" LAYER "\",\"name\":\"Layer\",\"kind\":\"text\","
  "\"types\":[\"" QUOTH_TYPE_ID_LOST "\"],\"hidden\":true},"
  "{\"id\":\"" SETTLED "\",\"name\":\"Settled\",\"kind\":\"text\","
  "\"types\":[\"" QUOTH_TYPE_ID_LOST "\"],\"hidden\":true},"
  "{\"id\":\"" SETTLED_BY "\",\"name\":\"Settled by\",\"kind\":\"text\","
  "\"types\":[\"" QUOTH_TYPE_ID_LOST "\"],\"hidden\":true}],\"roles\":[]}";

/* What the project's scheme must know before it holds marks. */
QuothScheme *
quoth_lost_scheme (void)
{
  g_autoptr (GError) error = NULL;
  QuothScheme *scheme = quoth_scheme_new_from_json (lost_scheme, -1, &error);

  g_assert_no_error (error);
  return scheme;
}

QuothLostLink *
quoth_lost_link_new (const char      *from,
                     const char      *role,
                     QuothAttributes *attributes)
{
  QuothLostLink *self = g_new (QuothLostLink, 1);

  *self = (QuothLostLink) { g_strdup (from), g_strdup (role), quoth_attributes_ref (attributes) };
  return self;
}

void
quoth_lost_link_free (gpointer data)
{
  QuothLostLink *self = data;

  g_free (self->from);
  g_free (self->role);
  quoth_attributes_unref (self->attributes);
  g_free (self);
}

/* Documented in the header. */
char *
quoth_lost_make_id (const char *article,
                    const char *annotation)
{
  g_autofree char *words = g_strjoin ("\n", "lost", article, annotation, NULL);
  char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);

  id[24] = '\0';
  return id;
}

static char *
write_content (QuothAnnotation *annotation,
               QuothText       *text,
               GPtrArray       *links)
{
  GString *out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "annotation");
  quoth_annotation_append_json (annotation, text, out);
  writer.need_comma = TRUE;
  quoth_json_writer_key (&writer, "from");
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const QuothLostLink *link = links->pdata[i];

      quoth_json_writer_begin_object (&writer);
      quoth_json_writer_member (&writer, "from", link->from);
      quoth_json_writer_member (&writer, "role", link->role);
      if (link->attributes != NULL)
        {
          quoth_json_writer_key (&writer, "attributes");
          quoth_attributes_append_json (link->attributes, out);
          writer.need_comma = TRUE;
        }
      quoth_json_writer_end_object (&writer);
    }
  quoth_json_writer_end_array (&writer);
  quoth_json_writer_end_object (&writer);
  return g_string_free (out, FALSE);
}

static void
set_string (QuothAnnotation *mark,
            const char      *name,
            const char      *value)
{
  quoth_annotation_take_attributes (mark, quoth_attributes_with_string (mark->attributes, name,
                                                                        value));
}

/* Nothing in it is of now or of whoever corrects: two who do it make the same mark. */
QuothAnnotation *
quoth_lost_mark_new (const char      *article,
                     QuothAnnotation *annotation,
                     QuothText       *text,
                     const QuothSpan *parts,
                     guint            n_parts,
                     GPtrArray       *links)
{
  QuothAnnotation *mark = quoth_annotation_new (QUOTH_TYPE_ID_LOST, QUOTH_LAYER_REMARKS, parts,
                                                n_parts);
  g_autofree char *id = quoth_lost_make_id (article, annotation->id);
  g_autofree char *content = write_content (annotation, text, links);

  quoth_annotation_set_id (mark, id);
  quoth_annotation_set_origin (mark, ORIGIN);
  quoth_annotation_set_created (mark, annotation->created);
  set_string (mark, LAYER, annotation->layer);
  set_string (mark, CONTENT, content);
  return mark;
}

gboolean
quoth_lost_is_mark (QuothAnnotation *annotation)
{
  g_return_val_if_fail (annotation != NULL, FALSE);

  return strcmp (annotation->type, QUOTH_TYPE_ID_LOST) == 0
         && strcmp (annotation->layer, QUOTH_LAYER_REMARKS) == 0;
}

gboolean
quoth_lost_is_open (QuothAnnotation *mark)
{
  return quoth_lost_is_mark (mark)
         && quoth_attributes_lookup (mark->attributes, SETTLED) == NULL;
}

char *
quoth_lost_dup_layer (QuothAnnotation *mark)
{
  g_return_val_if_fail (mark != NULL, NULL);

  return quoth_attributes_dup_string (mark->attributes, LAYER);
}

/* The member of a mark's content; a mark may have come from anywhere. */
static JsonNode *
read_content (QuothAnnotation  *mark,
              const char       *member,
              JsonNodeType      type,
              GError          **error)
{
  g_autofree char *content = quoth_attributes_dup_string (mark->attributes, CONTENT);
  g_autoptr (JsonNode) root = content != NULL ? quoth_json_parse (content, -1, error) : NULL;
  JsonNode *found = NULL;

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    found = json_object_get_member (json_node_get_object (root), member);
  if (found != NULL && JSON_NODE_TYPE (found) == type)
    return json_node_copy (found);
  if (error != NULL && *error == NULL)
    g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID,
                 "mark %s does not say what was lost", mark->id);
  return NULL;
}

/**
 * quoth_lost_dup_annotation:
 * @mark: a mark
 * @error: when it makes no sense
 *
 * Returns: (transfer full) (nullable): what was lost, with the id it would have and the parts
 *   it had
 */
QuothAnnotation *
quoth_lost_dup_annotation (QuothAnnotation  *mark,
                           GError          **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *json = NULL;

  g_return_val_if_fail (mark != NULL, NULL);

  node = read_content (mark, "annotation", JSON_NODE_OBJECT, error);
  if (node == NULL)
    return NULL;
  json = json_to_string (node, FALSE);
  return quoth_annotation_new_from_json (json, -1, error);
}

/* Documented in the header. */
char *
quoth_lost_dup_words (QuothAnnotation *mark)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  JsonNode *quotes;

  g_return_val_if_fail (mark != NULL, NULL);

  node = read_content (mark, "annotation", JSON_NODE_OBJECT, NULL);
  quotes = node != NULL ? json_object_get_member (json_node_get_object (node), "quotes") : NULL;
  if (quotes != NULL && JSON_NODE_HOLDS_ARRAY (quotes))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (quotes)); i++)
      {
        JsonNode *quote = json_array_get_element (json_node_get_array (quotes), i);

        if (JSON_NODE_HOLDS_VALUE (quote) && json_node_get_string (quote) != NULL)
          g_ptr_array_add (words, (char *) json_node_get_string (quote));
      }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" … ", (char **) words->pdata);
}

static int
compare_places_cb (gconstpointer a,
                   gconstpointer b)
{
  QuothAnnotation *x = *(QuothAnnotation *const *) a, *y = *(QuothAnnotation *const *) b;
  guint start_x = quoth_annotation_get_start (x), start_y = quoth_annotation_get_start (y);

  if (start_x != start_y)
    return start_x < start_y ? -1 : 1;
  return strcmp (x->id, y->id);
}

void
quoth_lost_sort (GPtrArray *marks)
{
  g_return_if_fail (marks != NULL);

  g_ptr_array_sort (marks, compare_places_cb);
}

/* Documented in the header. */
GPtrArray *
quoth_lost_list_open (QuothArticleData *data)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);

  g_return_val_if_fail (data != NULL, marks);

  for (guint i = 0; i < data->annotations->len; i++)
    if (quoth_lost_is_open (data->annotations->pdata[i]))
      g_ptr_array_add (marks, quoth_annotation_ref (data->annotations->pdata[i]));
  quoth_lost_sort (marks);
  return marks;
}

/* --- settling --- */

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
  g_autoptr (QuothAnnotation) after = quoth_annotation_copy (mark);

  set_string (after, SETTLED, how);
  if (by != NULL)
    set_string (after, SETTLED_BY, by);
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
  g_autoptr (JsonNode) node = read_content (mark, "from", JSON_NODE_ARRAY, NULL);
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
