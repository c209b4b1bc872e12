/* quoth-workspace.c - what the annotator works on, and every gesture made on it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-workspace"

#include "config.h"

#include "quoth-workspace-private.h"

enum
{
  PROP_0,
  PROP_PROJECT,
  PROP_DOCUMENT,
  PROP_ACTIVE,
  PROP_STICKY,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_DONE,
  SIGNAL_SHOW,
  SIGNAL_STEPPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothWorkspace, quoth_workspace, G_TYPE_OBJECT)

void
_quoth_workspace_emit_changed (QuothWorkspace *self)
{
  if (self->quiet == 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * quoth_workspace_announce_failure:
 * @self: a workspace
 * @error: what went wrong with a gesture that was made elsewhere
 *
 * Lets the window say so, like the failure of a gesture of the workspace itself.
 */
void
quoth_workspace_announce_failure (QuothWorkspace *self,
                                  const GError   *error)
{
  g_return_if_fail (QUOTH_IS_WORKSPACE (self) && error != NULL);

  self->n_failed++;
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

void
_quoth_workspace_fail (QuothWorkspace *self,
                       GError         *error)
{
  quoth_workspace_announce_failure (self, error);
}

/* How many failures were announced: when a gesture adds one, its reason is said already. */
guint
quoth_workspace_get_n_failed (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), 0);

  return self->n_failed;
}

void
_quoth_workspace_done (QuothWorkspace *self,
                       const char     *verb,
                       guint           n)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, verb, n);
}

/**
 * quoth_workspace_get_active_type:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the type of the active annotation
 */
const QuothType *
quoth_workspace_get_active_type (QuothWorkspace *self)
{
  QuothAnnotation *active;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  active = quoth_workspace_get_active (self);
  return active != NULL ? quoth_document_get_type_of (self->document, active) : NULL;
}

static void
document_changed_cb (QuothWorkspace *self)
{
  if (self->quiet > 0)
    return;
  if (self->active != NULL && quoth_document_lookup (self->document, self->active) == NULL)
    quoth_workspace_set_active (self, NULL);
  _quoth_workspace_propose (self);
  _quoth_workspace_emit_changed (self);
}

static void
set_document (QuothWorkspace *self,
              QuothDocument  *document)
{
  if (self->document == document)
    return;
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  g_clear_pointer (&self->active, g_free);
  g_clear_pointer (&self->names, g_array_unref);
  _quoth_workspace_propose (self);
  if (document != NULL)
    {
      g_signal_connect_object (document, "changed", G_CALLBACK (document_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "reloaded", G_CALLBACK (document_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  _quoth_workspace_emit_changed (self);
}

/**
 * quoth_workspace_new:
 *
 * Returns: (transfer full): a workspace without a project
 */
QuothWorkspace *
quoth_workspace_new (void)
{
  return g_object_new (QUOTH_TYPE_WORKSPACE, NULL);
}

/**
 * quoth_workspace_get_project:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the open project
 */
QuothProject *
quoth_workspace_get_project (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  return self->project;
}

/**
 * quoth_workspace_set_project:
 * @self: a workspace
 * @project: (nullable): a project
 *
 * Takes up @project; its annotator's layer becomes the layer to work on.
 */
void
quoth_workspace_set_project (QuothWorkspace *self,
                             QuothProject   *project)
{
  g_return_if_fail (QUOTH_IS_WORKSPACE (self));

  if (self->project == project)
    return;
  set_document (self, NULL);
  g_set_object (&self->project, project);
  g_free (self->layer);
  self->layer = project != NULL ? g_strdup (quoth_project_get_annotator (project)) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROJECT]);
}

QuothDocument *
quoth_workspace_get_document (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  return self->document;
}

const char *
quoth_workspace_get_layer (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  return self->layer;
}

/**
 * quoth_workspace_set_layer:
 * @self: a workspace with a project
 * @layer: the layer to show and to work on from now on
 */
void
quoth_workspace_set_layer (QuothWorkspace *self,
                           const char     *layer)
{
  g_autofree char *article = NULL;

  g_return_if_fail (QUOTH_IS_WORKSPACE (self));
  g_return_if_fail (layer != NULL);

  if (g_strcmp0 (self->layer, layer) == 0)
    return;
  g_free (self->layer);
  self->layer = g_strdup (layer);
  if (self->document != NULL)
    {
      article = g_strdup (quoth_document_get_article_id (self->document));
      quoth_workspace_open_article (self, article);
    }
}

/**
 * quoth_workspace_open_article:
 * @self: a workspace with a project
 * @article: id of the article
 *
 * Returns: %TRUE when the article is open; otherwise ::failed was emitted
 */
gboolean
quoth_workspace_open_article (QuothWorkspace *self,
                              const char     *article)
{
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (self->project != NULL, FALSE);

  document = quoth_project_open_document (self->project, article, self->layer, &error);
  if (document == NULL)
    {
      _quoth_workspace_fail (self, error);
      return FALSE;
    }
  set_document (self, document);
  return TRUE;
}

void
quoth_workspace_close_article (QuothWorkspace *self)
{
  g_return_if_fail (QUOTH_IS_WORKSPACE (self));

  set_document (self, NULL);
}

/**
 * quoth_workspace_get_active:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the annotation that gestures are about
 */
QuothAnnotation *
quoth_workspace_get_active (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  if (self->document == NULL || self->active == NULL)
    return NULL;
  return quoth_document_lookup (self->document, self->active);
}

void
quoth_workspace_set_active (QuothWorkspace *self,
                            const char     *id)
{
  g_return_if_fail (QUOTH_IS_WORKSPACE (self));

  if (g_strcmp0 (self->active, id) == 0)
    return;
  g_free (self->active);
  self->active = g_strdup (id);
  _quoth_workspace_propose (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  _quoth_workspace_emit_changed (self);
}

const char *
quoth_workspace_get_sticky (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  return self->sticky;
}

/**
 * quoth_workspace_set_sticky:
 * @self: a workspace
 * @type: (nullable): the type every selection gets at once; %NULL for none
 */
void
quoth_workspace_set_sticky (QuothWorkspace *self,
                            const char     *type)
{
  g_return_if_fail (QUOTH_IS_WORKSPACE (self));

  if (g_strcmp0 (self->sticky, type) == 0)
    return;
  g_free (self->sticky);
  self->sticky = g_strdup (type);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STICKY]);
  _quoth_workspace_emit_changed (self);
}

static void
quoth_workspace_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  QuothWorkspace *self = QUOTH_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_ACTIVE:
      g_value_set_string (value, self->active);
      break;
    case PROP_STICKY:
      g_value_set_string (value, self->sticky);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
quoth_workspace_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  QuothWorkspace *self = QUOTH_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_PROJECT:
      quoth_workspace_set_project (self, g_value_get_object (value));
      break;
    case PROP_ACTIVE:
      quoth_workspace_set_active (self, g_value_get_string (value));
      break;
    case PROP_STICKY:
      quoth_workspace_set_sticky (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
quoth_workspace_dispose (GObject *object)
{
  QuothWorkspace *self = QUOTH_WORKSPACE (object);

  g_clear_object (&self->document);
  g_clear_object (&self->project);
  g_clear_pointer (&self->speakers, g_array_unref);
  g_clear_pointer (&self->entities, g_array_unref);
  g_clear_pointer (&self->occurrences, g_array_unref);
  g_clear_pointer (&self->names, g_array_unref);
  G_OBJECT_CLASS (quoth_workspace_parent_class)->dispose (object);
}

static void
quoth_workspace_finalize (GObject *object)
{
  QuothWorkspace *self = QUOTH_WORKSPACE (object);

  g_free (self->layer);
  g_free (self->active);
  g_free (self->sticky);
  G_OBJECT_CLASS (quoth_workspace_parent_class)->finalize (object);
}

static void
quoth_workspace_class_init (QuothWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = quoth_workspace_get_property;
  object_class->set_property = quoth_workspace_set_property;
  object_class->dispose = quoth_workspace_dispose;
  object_class->finalize = quoth_workspace_finalize;

  properties[PROP_PROJECT] =
    g_param_spec_object ("project", NULL, NULL, QUOTH_TYPE_PROJECT, flags);
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, QUOTH_TYPE_DOCUMENT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVE] = g_param_spec_string ("active", NULL, NULL, NULL, flags);
  properties[PROP_STICKY] = g_param_spec_string ("sticky", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] =
    g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_DONE] =
    g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  signals[SIGNAL_SHOW] =
    g_signal_new ("show", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_STEPPED] =
    g_signal_new ("stepped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_INT, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
quoth_workspace_init (QuothWorkspace *self)
{
}
