/* fuzz-records.c - the records of a project: schemes, entities, articles, annotations,
 * commands, maps of labels
 *
 * The first letter of an input says which. What is taken must come out the same when it
 * is written and read again, and a command must undo what it does. A map is put to
 * attributes that stand behind it, on a line of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-command.h"
#include "quoth-label-map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
check_taken (gpointer record,
             GError  *error)
{
  if ((record == NULL) != (error != NULL))
    abort ();
}

static void
check_same (const char *once,
            const char *twice)
{
  if (strcmp (once, twice) != 0)
    g_error ("%s\n%s", once, twice);
}

static void
check_scheme (const char *json,
              gssize      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_from_json (json, length, &error);
  g_autoptr (QuothScheme) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  check_taken (scheme, error);
  if (scheme == NULL)
    return;
  once = quoth_scheme_to_json (scheme);
  again = quoth_scheme_new_from_json (once, -1, &error);
  if (again == NULL)
    g_error ("%s\n%s", error->message, once);
  twice = quoth_scheme_to_json (again);
  check_same (once, twice);
}

static void
check_entity (const char *json,
              gssize      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothEntity) entity = quoth_entity_new_from_json (json, length, &error);
  g_autoptr (QuothEntity) again = NULL;
  g_autoptr (GString) once = g_string_new (NULL);

  check_taken (entity, error);
  if (entity == NULL)
    return;
  quoth_entity_append_json (entity, once);
  again = quoth_entity_new_from_json (once->str, (gssize) once->len, &error);
  if (again == NULL || !quoth_entity_equal (entity, again))
    g_error ("%s\n%s", error != NULL ? error->message : "differs", once->str);
}

static void
check_article (const char *json,
               gssize      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticle) article = quoth_article_new_from_json (json, length, &error);
  g_autoptr (QuothArticle) again = NULL;
  g_autoptr (GString) once = g_string_new (NULL);

  check_taken (article, error);
  if (article == NULL)
    return;
  quoth_article_append_json (article, once);
  again = quoth_article_new_from_json (once->str, (gssize) once->len, &error);
  if (again == NULL || !quoth_article_equal (article, again))
    g_error ("%s\n%s", error != NULL ? error->message : "differs", once->str);
}

static void
check_annotation (const char *json,
                  gssize      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothAnnotation) annotation = quoth_annotation_new_from_json (json, length, &error);
  g_autoptr (QuothAnnotation) again = NULL;
  g_autoptr (GString) once = g_string_new (NULL);

  check_taken (annotation, error);
  if (annotation == NULL)
    return;
  quoth_annotation_append_json (annotation, NULL, once);
  again = quoth_annotation_new_from_json (once->str, (gssize) once->len, &error);
  if (again == NULL || !quoth_annotation_equal (annotation, again))
    g_error ("%s\n%s", error != NULL ? error->message : "differs", once->str);
}

static void
check_command (const char *json,
               gssize      length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) command = quoth_command_new_from_json ("x", json, length, &error);
  g_autoptr (QuothCommand) back = NULL;
  g_autoptr (QuothCommand) forth = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  check_taken (command, error);
  if (command == NULL)
    return;
  back = quoth_command_invert (command);
  forth = quoth_command_invert (back);
  once = quoth_command_changes_to_json (command);
  twice = quoth_command_changes_to_json (forth);
  check_same (once, twice);
}

static void
check_attributes (const char *json,
                  gssize      length)
{
  g_autoptr (GError) error = NULL;
  QuothAttributes *attributes = quoth_attributes_new_from_json (json, length, &error);
  QuothAttributes *again = NULL;
  g_autofree char *once = NULL;

  /* None are NULL, which is no error. */
  if (attributes == NULL)
    return;
  if (error != NULL)
    abort ();
  once = quoth_attributes_to_json (attributes);
  again = quoth_attributes_new_from_json (once, -1, &error);
  if (!quoth_attributes_equal (attributes, again))
    g_error ("%s\n%s", error != NULL ? error->message : "differs", once);
  quoth_attributes_unref (attributes);
  quoth_attributes_unref (again);
}

/* No map may leave an article that breaks the rules of the model. */
static void
apply_map (QuothLabelMap *map,
           const char    *json,
           gssize         length)
{
  g_autoptr (QuothText) text = quoth_text_new ("abc", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("a", text);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) mapped_scheme G_GNUC_UNUSED = quoth_label_map_apply_scheme (map, scheme);
  g_autoptr (QuothAttributes) attributes = quoth_attributes_new_from_json (json, length, NULL);
  g_autoptr (QuothArticleData) data = NULL;
  g_autoptr (QuothArticleData) mapped = NULL;
  QuothLabelCounts counts = { 0 };
  const QuothSpan part = { 0, 3 };
  QuothAnnotation *annotation = quoth_annotation_new ("claim", "anna", &part, 1);

  quoth_annotation_set_id (annotation, "n");
  if (attributes != NULL)
    {
      quoth_annotation_take_attributes (annotation, quoth_attributes_ref (attributes));
      quoth_article_take_tags (article, quoth_attributes_ref (attributes));
    }
  data = quoth_article_data_new (article, text);
  g_ptr_array_add (data->annotations, annotation);
  mapped = quoth_label_map_apply (map, data, &counts);
  for (guint i = 0; i < mapped->annotations->len; i++)
    if (!quoth_annotation_validate (mapped->annotations->pdata[i], 3, NULL))
      abort ();
  if (mapped->annotations->len + counts.n_annotations != 1)
    abort ();
}

static void
check_map (const char *json,
           gssize      length)
{
  const char *newline = memchr (json, '\n', (gsize) length);
  gssize n_map = newline != NULL ? newline - json : length;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothLabelMap) map = quoth_label_map_new_from_json (json, n_map, &error);
  g_autoptr (QuothLabelMap) again = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  check_taken (map, error);
  if (map == NULL)
    return;
  once = quoth_label_map_to_json (map);
  again = quoth_label_map_new_from_json (once, -1, &error);
  if (again == NULL)
    g_error ("%s\n%s", error->message, once);
  twice = quoth_label_map_to_json (again);
  check_same (once, twice);
  if (newline != NULL)
    apply_map (map, newline + 1, json + length - newline - 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *json = NULL;
  gssize length = (gssize) size - 1;

  if (size < 2)
    return 0;
  /* Of the exact size: none of the readers may need an end. */
  json = g_memdup2 (data + 1, size - 1);
  switch (data[0])
    {
    case 's': check_scheme (json, length); break;
    case 'e': check_entity (json, length); break;
    case 'a': check_article (json, length); break;
    case 'n': check_annotation (json, length); break;
    case 'c': check_command (json, length); break;
    case 'm': check_map (json, length); break;
    case 't': check_attributes (json, length); break;
    default: break;
    }
  return 0;
}
