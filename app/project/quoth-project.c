/* quoth-project.c - the file NAME.quoth, the one place that writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project"

#include "config.h"

#include "quoth-project-private.h"
#include "quoth-schema.h"

G_DEFINE_QUARK (quoth-project-error-quark, quoth_project_error)

G_DEFINE_FINAL_TYPE (QuothProject, quoth_project, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_READ_ONLY,
  N_PROPS
};

enum
{
  COMMITTED,
  RELOADED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Why a project is only read is told again whenever somebody tries to change it. */
static gboolean
is_newer (QuothProject *self)
{
  gint64 version = 0;

  return quoth_db_get_int (self->db, "PRAGMA user_version", &version, NULL)
         && version > QUOTH_SCHEMA_VERSION;
}

gboolean
quoth_project_check_writable (QuothProject  *self,
                              GError       **error)
{
  if (self->db != NULL && !self->read_only)
    return TRUE;
  if (self->db != NULL && is_newer (self))
    {
      g_set_error_literal (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NEWER,
                           "a newer version wrote the project");
      return FALSE;
    }
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY,
               self->db != NULL ? "the project is open for reading only"
                                : "the project is closed");
  return FALSE;
}

static gboolean
find_entry (QuothProject       *self,
            QuothJournalState   state,
            gboolean           *out_found,
            GError            **error)
{
  g_auto (QuothJournalEntry) entry = { 0 };
  gboolean ok = self->db == NULL || self->read_only
                || quoth_journal_peek (self->db, state, &entry, error);

  *out_found = ok && entry.seq != 0;
  return ok;
}

static void
set_stack (QuothProject *self,
           gboolean      can_undo,
           gboolean      can_redo)
{
  gboolean undo_changed = can_undo != self->can_undo;
  gboolean redo_changed = can_redo != self->can_redo;

  self->can_undo = can_undo;
  self->can_redo = can_redo;
  if (undo_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (redo_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

/* Reads anew whether there is something to undo and redo; what cannot be read is not there. */
gboolean
quoth_project_update_stack (QuothProject  *self,
                            GError       **error)
{
  gboolean can_undo, can_redo = FALSE;
  gboolean ok = find_entry (self, QUOTH_JOURNAL_ACTIVE, &can_undo, error)
                && find_entry (self, QUOTH_JOURNAL_UNDONE, &can_redo, error);

  set_stack (self, can_undo, can_redo);
  return ok;
}

/* After a command is on the disk: everything in memory follows. Whoever wrote it knows what
 * can be undone and redone now; to ask the file would be two more transactions. */
void
quoth_project_emit_committed (QuothProject *self,
                              QuothCommand *command,
                              gboolean      can_undo,
                              gboolean      can_redo)
{
  g_autoptr (QuothProject) alive = g_object_ref (self);

  /* Settings change seldom: it costs less to read them anew than to look which. */
  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    if (quoth_command_get_change (command, i)->kind == QUOTH_RECORD_SETTING)
      quoth_project_forget_guidelines (self);
  if (self->registry != NULL)
    quoth_registry_apply (self->registry, command);
  quoth_project_apply_to_open (self, command);
  set_stack (self, can_undo, can_redo);
  g_signal_emit (alive, signals[COMMITTED], 0, command);
}

void
quoth_project_emit_reloaded (QuothProject *self)
{
  g_signal_emit (self, signals[RELOADED], 0);
}

/**
 * quoth_project_reload:
 * @self: a project
 *
 * Reads scheme, registry and open documents anew and emits ::reloaded. What
 * cannot be read stays as it was.
 *
 * Returns: whether the scheme could be read
 */
gboolean
quoth_project_reload (QuothProject *self)
{
  g_autoptr (QuothProject) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  QuothScheme *scheme = quoth_db_read_scheme (self->db, &error);

  if (scheme == NULL)
    {
      g_warning ("cannot reload: %s", error->message);
      return FALSE;
    }
  quoth_project_forget_guidelines (self);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = scheme;
  if (self->registry != NULL)
    {
      g_autoptr (GPtrArray) entities = quoth_db_read_entities (self->db, NULL);

      if (entities != NULL)
        quoth_registry_reload (self->registry, entities);
    }
  quoth_project_reload_documents (self);
  quoth_project_update_stack (self, NULL);
  quoth_project_emit_reloaded (alive);
  return TRUE;
}

/**
 * quoth_project_poll:
 * @self: a project
 *
 * Notices what other connections, of this process or others, wrote since the last
 * call; then everything in memory is read anew and ::reloaded is emitted.
 *
 * Returns: whether something was written
 */
gboolean
quoth_project_poll (QuothProject *self)
{
  gint64 version;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), FALSE);

  if (self->db == NULL ||
      !quoth_db_get_int (self->db, "PRAGMA data_version", &version, NULL) ||
      version == self->data_version)
    return FALSE;
  self->data_version = version;
  return quoth_project_reload (self);
}

static void
set_hurries (QuothProject *self,
             guint         n_hurries)
{
  self->n_hurries = n_hurries;
  if (self->db != NULL)
    quoth_db_hurry (self->db, n_hurries > 0);
}

/**
 * quoth_project_begin_hurry:
 * @self: a project
 *
 * While a worker of this program writes at length, which a gesture would wait for in vain and
 * a window stand still: from now on it is refused with %QUOTH_PROJECT_ERROR_BUSY after a
 * moment. Calls nest.
 */
void
quoth_project_begin_hurry (QuothProject *self)
{
  g_return_if_fail (QUOTH_IS_PROJECT (self));

  set_hurries (self, self->n_hurries + 1);
}

void
quoth_project_end_hurry (QuothProject *self)
{
  g_return_if_fail (QUOTH_IS_PROJECT (self) && self->n_hurries > 0);

  set_hurries (self, self->n_hurries - 1);
}

QuothDb *
quoth_project_get_db (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return self->db;
}

/**
 * quoth_project_close:
 * @self: a project
 *
 * Lets go of the file. The last connection leaves one file without companions.
 * Nothing else may be asked of @self afterwards.
 */
void
quoth_project_close (QuothProject *self)
{
  g_return_if_fail (QUOTH_IS_PROJECT (self));

  g_clear_pointer (&self->db, quoth_db_free);
  quoth_project_update_stack (self, NULL);
}

const char *
quoth_project_get_path (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return self->path;
}

/**
 * quoth_project_dup_name:
 * @self: a project
 *
 * Returns: (transfer full): the file's name without folder and ending, for people
 */
char *
quoth_project_dup_name (QuothProject *self)
{
  g_autofree char *base = NULL;
  char *name;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  base = g_path_get_basename (self->path);
  if (g_str_has_suffix (base, ".quoth") && base[6] != '\0')
    base[strlen (base) - strlen (".quoth")] = '\0';
  name = g_filename_display_name (base);
  return name;
}

gboolean
quoth_project_is_read_only (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), TRUE);

  return self->read_only;
}

QuothScheme *
quoth_project_get_scheme (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return self->scheme;
}

/**
 * quoth_project_get_registry:
 * @self: a project
 *
 * Returns: (transfer none): all entities; read from the file at the first call
 */
QuothRegistry *
quoth_project_get_registry (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  if (self->registry == NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entities =
        self->db != NULL ? quoth_db_read_entities (self->db, &error) : NULL;

      if (error != NULL)
        g_warning ("cannot read the registry: %s", error->message);
      if (entities == NULL)
        entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
      self->registry = quoth_registry_new (entities);
    }
  return self->registry;
}

const char *
quoth_project_get_annotator (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return self->annotator;
}

void
quoth_project_set_annotator (QuothProject *self,
                             const char   *annotator)
{
  char *copy = g_strdup (annotator);

  g_return_if_fail (QUOTH_IS_PROJECT (self));
  g_return_if_fail (annotator != NULL);

  g_free (self->annotator);
  self->annotator = copy;
}

gboolean
quoth_project_can_undo (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), FALSE);

  return self->can_undo;
}

gboolean
quoth_project_can_redo (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), FALSE);

  return self->can_redo;
}

static char *
dup_verb (QuothProject      *self,
          QuothJournalState  state)
{
  g_auto (QuothJournalEntry) entry = { 0 };

  if (self->db == NULL || self->read_only ||
      !quoth_journal_peek (self->db, state, &entry, NULL) || entry.seq == 0)
    return NULL;
  return g_steal_pointer (&entry.verb);
}

char *
quoth_project_dup_undo_verb (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return dup_verb (self, QUOTH_JOURNAL_ACTIVE);
}

char *
quoth_project_dup_redo_verb (QuothProject *self)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  return dup_verb (self, QUOTH_JOURNAL_UNDONE);
}

static void
quoth_project_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  QuothProject *self = QUOTH_PROJECT (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->can_undo);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->can_redo);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
quoth_project_finalize (GObject *object)
{
  QuothProject *self = QUOTH_PROJECT (object);

  g_clear_pointer (&self->db, quoth_db_free);
  g_clear_object (&self->registry);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->documents, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->session, g_free);
  g_clear_pointer (&self->annotator, g_free);
  g_clear_pointer (&self->guidelines, g_free);
  G_OBJECT_CLASS (quoth_project_parent_class)->finalize (object);
}

static void
quoth_project_class_init (QuothProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = quoth_project_get_property;
  object_class->finalize = quoth_project_finalize;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * QuothProject::committed:
   * @self: a project
   * @command: what is on the disk now; also for undo and redo
   */
  signals[COMMITTED] = g_signal_new ("committed", QUOTH_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, QUOTH_TYPE_COMMAND);
  /**
   * QuothProject::reloaded:
   * @self: a project
   *
   * Something was written that no command describes: everything may differ.
   */
  signals[RELOADED] = g_signal_new ("reloaded", QUOTH_TYPE_PROJECT, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
quoth_project_init (QuothProject *self)
{
  self->documents = g_ptr_array_new_with_free_func (free_weak_ref);
  self->annotator = g_strdup (g_get_user_name ());
}
