/* fuzz-team.c - what packages bring: versions of records, and guidelines
 *
 * The first letter of an input says which. What is taken must come out the same when it
 * is written and read again, and joining a set of versions with itself changes nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-guidelines.h"
#include "quoth-json.h"
#include "quoth-versions.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static char *
write_versions (const QuothVersions *versions)
{
  GString *out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_versions_append_json (versions, TRUE, &writer);
  return g_string_free (out, FALSE);
}

static QuothVersions *
read_versions (const char *json,
               gssize      length)
{
  g_autoptr (JsonNode) node = quoth_json_parse (json, length, NULL);

  return node != NULL ? quoth_versions_new_from_node (node) : NULL;
}

static void
check_versions (const char *json,
                gssize      length)
{
  g_autoptr (QuothVersions) versions = read_versions (json, length);
  g_autoptr (QuothVersions) again = NULL;
  g_autoptr (QuothVersions) joined = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *shown = NULL;

  if (versions == NULL)
    return;
  once = write_versions (versions);
  again = read_versions (once, -1);
  if (again == NULL)
    g_error ("cannot be read again: %s", once);
  twice = write_versions (again);
  if (strcmp (once, twice) != 0)
    g_error ("%s\n%s", once, twice);
  joined = quoth_versions_copy (versions);
  quoth_versions_join (joined, again);
  if (!quoth_versions_equal (joined, versions))
    g_error ("joining changes %s", once);
  if (!versions->implied)
    shown = quoth_versions_dup_shown (versions);
}

static void
check_guidelines (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = quoth_guidelines_from_json (json, &error);

  if ((list == NULL) != (error != NULL))
    abort ();
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (((QuothGuidelines *) list->pdata[i])->text == NULL)
      abort ();
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *json = NULL;

  if (size < 2)
    return 0;
  /* With an end, as settings are; versions are given their length. */
  json = g_strndup ((const char *) data + 1, size - 1);
  switch (data[0])
    {
    case 'v': check_versions (json, (gssize) strlen (json)); break;
    case 'g': check_guidelines (json); break;
    default: break;
    }
  return 0;
}
