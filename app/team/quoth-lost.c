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

/* A copy that says how it was settled, and by whom. */
QuothAnnotation *
quoth_lost_mark_settled (QuothAnnotation *mark,
                         const char      *how,
                         const char      *by)
{
  QuothAnnotation *after = quoth_annotation_copy (mark);

  set_string (after, SETTLED, how);
  if (by != NULL)
    set_string (after, SETTLED_BY, by);
  return after;
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

/* Documented in the header. */
JsonNode *
quoth_lost_read_content (QuothAnnotation  *mark,
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

  node = quoth_lost_read_content (mark, "annotation", JSON_NODE_OBJECT, error);
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

  node = quoth_lost_read_content (mark, "annotation", JSON_NODE_OBJECT, NULL);
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
