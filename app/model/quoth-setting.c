/* quoth-setting.c - something the project as a whole remembers, immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-setting"

#include "config.h"

#include "quoth-setting.h"

#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"

#include <string.h>

/**
 * quoth_setting_new:
 * @name: what it is called
 * @value: UTF-8
 *
 * Returns: (transfer full): a setting
 */
QuothSetting *
quoth_setting_new (const char *name,
                   const char *value)
{
  QuothSetting *self;

  g_return_val_if_fail (name != NULL && value != NULL, NULL);

  self = g_new (QuothSetting, 1);
  self->name = g_strdup (name);
  self->value = g_strdup (value);
  return self;
}

/**
 * quoth_setting_copy:
 * @self: a setting
 *
 * Returns: (transfer full): a copy
 */
QuothSetting *
quoth_setting_copy (const QuothSetting *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return quoth_setting_new (self->name, self->value);
}

/**
 * quoth_setting_free:
 * @self: (transfer full): a setting
 */
void
quoth_setting_free (QuothSetting *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/**
 * quoth_setting_equal:
 * @a: a setting
 * @b: another
 *
 * Returns: whether both say the same
 */
gboolean
quoth_setting_equal (const QuothSetting *a,
                     const QuothSetting *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return strcmp (a->name, b->name) == 0 && strcmp (a->value, b->value) == 0;
}

/**
 * quoth_setting_append_json:
 * @self: a setting
 * @out: what to append it to, as a JSON object on one line
 */
void
quoth_setting_append_json (const QuothSetting *self,
                           GString            *out)
{
  QuothJsonWriter writer;

  g_return_if_fail (self != NULL && out != NULL);

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "name");
  quoth_json_writer_string (&writer, self->name);
  quoth_json_writer_key (&writer, "value");
  quoth_json_writer_string (&writer, self->value);
  quoth_json_writer_end_object (&writer);
}

/**
 * quoth_setting_new_from_json:
 * @json: what quoth_setting_append_json() wrote
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for a #QuothModelError
 *
 * Returns: (transfer full) (nullable): the setting
 */
QuothSetting *
quoth_setting_new_from_json (const char  *json,
                             gssize       length,
                             GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  gboolean first = TRUE;
  const char *member;

  if (!quoth_json_cursor_init (&cursor, "setting", json, length, error)
      || !quoth_json_cursor_enter (&cursor, '{'))
    return NULL;
  while ((member = quoth_json_cursor_member (&cursor, &first)) != NULL)
    {
      if (strcmp (member, "name") == 0)
        quoth_json_cursor_string (&cursor, &name);
      else if (strcmp (member, "value") == 0)
        quoth_json_cursor_string (&cursor, &value);
      else
        quoth_json_cursor_raw (&cursor, NULL, NULL);
    }
  if (!quoth_json_cursor_finish (&cursor))
    return NULL;
  if (name == NULL || value == NULL)
    {
      quoth_json_cursor_fail (&cursor, "\"name\" and \"value\" are needed");
      return NULL;
    }
  return quoth_setting_new (name, value);
}
