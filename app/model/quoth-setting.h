/* quoth-setting.h - something the project as a whole remembers, immutable
 *
 * A name and a value, both UTF-8. As a record of a command a setting has history
 * and undo, unlike the small ones that quoth_project_set_setting() keeps: the
 * guidelines are one, and what a project knows of the versions of others.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *value;
} QuothSetting;

QuothSetting *quoth_setting_new       (const char          *name,
                                       const char          *value);
QuothSetting *quoth_setting_copy      (const QuothSetting  *self);
void          quoth_setting_free      (QuothSetting        *self);
gboolean      quoth_setting_equal     (const QuothSetting  *a,
                                       const QuothSetting  *b);
void          quoth_setting_append_json (const QuothSetting  *self,
                                         GString             *out);
QuothSetting *quoth_setting_new_from_json (const char       *json,
                                           gssize            length,
                                           GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSetting, quoth_setting_free)

G_END_DECLS
