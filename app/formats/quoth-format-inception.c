/* quoth-format-inception.c - the zip of an INCEpTION project, or of one document
 *
 * annotation/DOC/USER.EXT is what an annotator did, a layer of that name; what is below
 * curation/DOC is the layer "gold". Each is XMI with its type system in a zip of its own, CAS JSON or
 * WebAnno TSV; the serialised Java objects beside them are left alone. exportedproject*.json
 * tells who has finished. Of INITIAL_CAS the text is taken, where nobody has annotated.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-inception"

#include "config.h"

#include "quoth-archive.h"
#include "quoth-json.h"
#include "quoth-webanno-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define INITIAL "INITIAL_CAS"
#define CURATED "CURATION_USER"
#define GOLD    "gold"

typedef struct
{
  const char             *path;
  const QuothReadOptions *options;
  const QuothSink        *sink;
  QuothProgress          *progress;
  QuothCasTypes          *types;     /* of a zip that holds one document */
  GHashTable             *states;    /* "document\nuser" → state of the layer */
  GHashTable             *annotated; /* of char*: documents that somebody has annotated */
  GHashTable             *sources;   /* of char*: documents of which nothing was read yet */
  GHashTable             *entities;
  gboolean                is_project;
  guint                   n_read;
  guint                   n_unread;
} Reader;

/* What a member of the zip is. */
typedef struct
{
  char     *document;
  char     *user;      /* nullable */
  char     *extension; /* without dot, in lower case */
  gboolean  is_curated;
} Member;

static void
member_clear (Member *self)
{
  g_free (self->document);
  g_free (self->user);
  g_free (self->extension);
}

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->types, quoth_cas_types_unref);
  g_hash_table_unref (self->states);
  g_hash_table_unref (self->annotated);
  g_hash_table_unref (self->sources);
  g_hash_table_unref (self->entities);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Member, member_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

/* FALSE for what is no document. */
static gboolean
parse_name (const char *name,
            Member     *out)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  guint n = g_strv_length (parts);
  const char *base = n > 0 ? parts[n - 1] : "";
  const char *dot = strrchr (base, '.');
  g_autofree char *stem = NULL;

  if (dot == NULL || dot == base)
    return FALSE;
  stem = g_strndup (base, (gsize) (dot - base));
  out->extension = g_ascii_strdown (dot + 1, -1);
  if (n >= 3 && (strcmp (parts[n - 3], "annotation") == 0 || strcmp (parts[n - 3], "curation") == 0))
    {
      out->is_curated = strcmp (parts[n - 3], "curation") == 0;
      out->document = g_strdup (parts[n - 2]);
      out->user = g_steal_pointer (&stem);
      return TRUE;
    }
  out->document = g_steal_pointer (&stem);
  return n == 1;
}

static gboolean
is_project_file (const char *name)
{
  return g_str_has_prefix (name, "exportedproject") && g_str_has_suffix (name, ".json");
}

static gboolean
is_type_file (const char *name)
{
  return g_ascii_strcasecmp (name, "TypeSystem.xml") == 0;
}

static gboolean
is_document (const Member *member)
{
  static const char *const extensions[] = { "xmi", "json", "tsv" };

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    if (strcmp (member->extension, extensions[i]) == 0)
      return TRUE;
  return strcmp (member->extension, "zip") == 0 && member->user != NULL;
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
         ? json_node_get_string (node) : NULL;
}

/* Who has finished which document. */
static void
note_states (Reader     *self,
             JsonObject *project,
             const char *list,
             const char *finished)
{
  JsonNode *node = json_object_get_member (project, list);
  JsonArray *documents = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node)
                                                                      : NULL;

  for (guint i = 0; documents != NULL && i < json_array_get_length (documents); i++)
    {
      JsonNode *item = json_array_get_element (documents, i);
      JsonObject *document = JSON_NODE_HOLDS_OBJECT (item) ? json_node_get_object (item) : NULL;
      const char *name = document != NULL ? get_string (document, "name") : NULL;
      const char *user = document != NULL ? get_string (document, "user") : NULL;

      if (name != NULL && g_strcmp0 (get_string (document, "state"), finished) == 0)
        g_hash_table_add (self->states,
                          g_strconcat (name, "\n", user != NULL ? user : CURATED, NULL));
    }
}

static gboolean
read_project (Reader      *self,
              const char  *name,
              const char  *bytes,
              gsize        n_bytes,
              GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = quoth_json_parse (bytes, (gssize) n_bytes, &local_error);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return quoth_format_refuse (error, self->path, 0, "%s: %s", name,
                                local_error != NULL ? local_error->message : "no project");
  self->is_project = TRUE;
  note_states (self, json_node_get_object (node), "annotation_documents", "FINISHED");
  note_states (self, json_node_get_object (node), "source_documents", "CURATION_FINISHED");
  return TRUE;
}

static gboolean
wants_first (const char *name,
             gpointer    user_data)
{
  Reader *self = user_data;
  g_auto (Member) member = { NULL };

  if (parse_name (name, &member) && member.user != NULL && is_document (&member)
      && strcmp (member.user, INITIAL) != 0)
    g_hash_table_add (self->annotated, g_strdup (member.document));
  if (g_str_has_prefix (name, "source/") && name[strlen ("source/")] != '\0')
    g_hash_table_add (self->sources, g_strdup (name + strlen ("source/")));
  return is_project_file (name) || is_type_file (name);
}

static gboolean
first_cb (const char  *name,
          const char  *bytes,
          gsize        n_bytes,
          gpointer     user_data,
          GError     **error)
{
  Reader *self = user_data;

  if (is_project_file (name))
    return read_project (self, name, bytes, n_bytes, error);
  g_clear_pointer (&self->types, quoth_cas_types_unref);
  self->types = quoth_cas_types_new ();
  return quoth_cas_types_read (self->types, self->path, bytes, n_bytes, error);
}

static gboolean
wants_document (const char *name,
                gpointer    user_data)
{
  Reader *self = user_data;
  g_auto (Member) member = { NULL };

  if (is_project_file (name) || is_type_file (name) || !parse_name (name, &member))
    return FALSE;
  if (member.user == NULL && self->is_project)
    return FALSE;
  if (member.user != NULL && !is_document (&member))
    self->n_unread++;
  return is_document (&member)
         && (g_strcmp0 (member.user, INITIAL) != 0
             || !g_hash_table_contains (self->annotated, member.document));
}

/* The document in the zip of one annotator, and its types. */
typedef struct
{
  char  *extension;
  char  *bytes;
  gsize  n_bytes;
  char  *types;
  gsize  n_types;
} Inner;

static void
inner_clear (Inner *self)
{
  g_free (self->extension);
  g_free (self->bytes);
  g_free (self->types);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Inner, inner_clear)

static gboolean
inner_cb (const char  *name,
          const char  *bytes,
          gsize        n_bytes,
          gpointer     user_data,
          GError     **error)
{
  Inner *self = user_data;
  g_auto (Member) member = { NULL };

  if (is_type_file (name))
    {
      g_free (self->types);
      self->types = g_memdup2 (bytes, n_bytes);
      self->n_types = n_bytes;
    }
  else if (parse_name (name, &member) && is_document (&member) && self->bytes == NULL)
    {
      self->extension = g_steal_pointer (&member.extension);
      self->bytes = g_malloc (n_bytes + 1);
      memcpy (self->bytes, bytes, n_bytes);
      self->bytes[n_bytes] = '\0';
      self->n_bytes = n_bytes;
    }
  return TRUE;
}

/* @bytes is ended by NUL and taken. */
static gboolean
parse_document (Reader           *self,
                QuothCas         *cas,
                const char       *extension,
                char             *bytes,
                gsize             n_bytes,
                QuothAttributes **out_metadata,
                GError          **error)
{
  gboolean ok;

  if (strcmp (extension, "tsv") == 0)
    return quoth_webanno_read (cas, bytes, n_bytes, self->sink, out_metadata, error);
  if (strcmp (extension, "json") == 0)
    ok = quoth_cas_json_read (cas, bytes, n_bytes, self->progress, error);
  else
    ok = quoth_cas_xmi_read (cas, bytes, n_bytes, self->progress, error);
  g_free (bytes);
  return ok;
}

static gboolean
read_document (Reader        *self,
               const Member  *member,
               const char    *place,
               Inner         *inner,
               GError       **error)
{
  g_auto (QuothCas) cas = { NULL };
  g_autoptr (QuothCasTypes) types = quoth_cas_types_new ();
  g_autoptr (QuothAttributes) metadata = NULL;
  g_autofree char *key = g_strconcat (member->document, "\n",
                                      member->is_curated ? CURATED : member->user, NULL);
  QuothCasContext context = { .options = self->options, .sink = self->sink,
                              .name = member->document, .entities = self->entities };

  if (inner->types != NULL
      && !quoth_cas_types_read (types, place, inner->types, inner->n_types, error))
    return FALSE;
  quoth_cas_init (&cas, place);
  cas.types = strcmp (inner->extension, "json") == 0 || inner->types != NULL || self->types == NULL
              ? types : self->types;
  if (!parse_document (self, &cas, inner->extension, g_steal_pointer (&inner->bytes),
                       inner->n_bytes, &metadata, error))
    return FALSE;
  context.text_only = g_strcmp0 (member->user, INITIAL) == 0;
  if (member->is_curated)
    context.layer = GOLD;
  else if (member->user != NULL && !context.text_only)
    context.layer = member->user;
  context.state = g_hash_table_contains (self->states, key) ? "done" : "open";
  context.metadata = metadata;
  self->n_read++;
  g_hash_table_remove (self->sources, member->document);
  return quoth_cas_deliver (&cas, &context, error);
}

static gboolean
document_cb (const char  *name,
             const char  *bytes,
             gsize        n_bytes,
             gpointer     user_data,
             GError     **error)
{
  Reader *self = user_data;
  g_auto (Member) member = { NULL };
  g_auto (Inner) inner = { NULL };
  g_autofree char *place = g_strconcat (self->path, "/", name, NULL);

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  parse_name (name, &member);
  if (strcmp (member.extension, "zip") == 0)
    {
      if (!quoth_archive_foreach_bytes (place, bytes, n_bytes, NULL, inner_cb, &inner, error))
        return FALSE;
    }
  else
    {
      inner.extension = g_strdup (member.extension);
      inner.bytes = g_malloc (n_bytes + 1);
      memcpy (inner.bytes, bytes, n_bytes);
      inner.bytes[n_bytes] = '\0';
      inner.n_bytes = n_bytes;
    }
  if (inner.bytes == NULL)
    {
      self->n_unread++;
      return TRUE;
    }
  return read_document (self, &member, place, &inner, error);
}

static gboolean
read_unit (const char              *path,
           const QuothReadOptions  *options,
           const QuothSink         *sink,
           QuothProgress           *progress,
           GError                 **error)
{
  g_auto (Reader) self = { .path = path, .options = options, .sink = sink, .progress = progress };

  self.states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.annotated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.entities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) quoth_entity_unref);
  if (quoth_progress_set_error_if_cancelled (progress, error)
      || !quoth_archive_foreach (path, wants_first, first_cb, &self, error)
      || !quoth_archive_foreach (path, wants_document, document_cb, &self, error))
    return FALSE;
  if (self.n_unread > 0)
    {
      g_autofree char *message = g_strdup_printf ("%u files are neither XMI, CAS JSON nor WebAnno "
                                                  "TSV: left out", self.n_unread);

      sink->notice (sink->user_data, path, 0, message);
    }
  if (self.n_read > 0 && g_hash_table_size (self.sources) > 0)
    {
      g_autofree char *message = g_strdup_printf ("%u documents were exported by no annotator: left "
                                                  "out", g_hash_table_size (self.sources));

      sink->notice (sink->user_data, path, 0, message);
    }
  if (self.n_read == 0)
    return quoth_format_refuse (error, path, 0, "the zip holds no document as XMI, CAS JSON or "
                                "WebAnno TSV");
  return TRUE;
}

typedef struct
{
  gboolean has_project;
  gboolean has_xmi;
  gboolean has_types;
} Contents;

static gboolean
note_contents (const char *name,
               gpointer    user_data)
{
  Contents *self = user_data;

  self->has_project = self->has_project || is_project_file (name);
  self->has_xmi = self->has_xmi || g_str_has_suffix (name, ".xmi");
  self->has_types = self->has_types || is_type_file (name);
  return FALSE;
}

static int
probe (const char *path,
       const char *head,
       gsize       n_head)
{
  Contents contents = { FALSE, FALSE, FALSE };

  if (head == NULL || n_head < 4 || memcmp (head, "PK\3\4", 4) != 0
      || !g_str_has_suffix (path, ".zip"))
    return 0;
  quoth_archive_foreach (path, note_contents, NULL, &contents, NULL);
  return contents.has_project ? 97 : contents.has_xmi && contents.has_types ? 90 : 0;
}

static const char *const extensions[] = { "zip", NULL };

const QuothFormat quoth_format_inception_zip = {
  .name = "inception-zip",
  .title = N_("INCEpTION project"),
  .description = N_("The annotations and the curation of every document in an exported zip"),
  .extensions = extensions,
  .probe = probe,
  .read = read_unit,
};
