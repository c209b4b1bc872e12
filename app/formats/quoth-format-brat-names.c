/* quoth-format-brat-names.c - names that brat's alphabet cannot spell
 *
 * brat takes only ASCII letters, digits, "_" and "-" in names. Others are rewritten
 * with "_", and annotation.conf keeps what they were in comments that brat skips:
 *
 *   #quoth<TAB>type<TAB>role_title<TAB>span<TAB>"role & title"
 *
 * One line each for a type, attribute, value, role or layer: the name in brat, its
 * sort ("-" where it has none) and the name itself as a JSON string in ASCII. They also say of
 * which sort attributes are, so that a number does not come back as a word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-private.h"

#include "quoth-json-writer.h"
#include "quoth-json.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define MARKER "#quoth\t"
#define MAX_CONF_BYTES (16 * 1024 * 1024)

static const char *const kind_names[] = { "type", "attribute", "value", "role", "layer" };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == QUOTH_BRAT_N_NAMES);

typedef struct
{
  char *brat;
  char *name;
  char *sort; /* nullable */
} Name;

struct _QuothBratNames
{
  GHashTable *by_brat[QUOTH_BRAT_N_NAMES]; /* of Name, borrowed from by_name */
  GHashTable *by_name[QUOTH_BRAT_N_NAMES];
  GPtrArray  *order[QUOTH_BRAT_N_NAMES];   /* of char*, as they came */
  GHashTable *tried[QUOTH_BRAT_N_NAMES];   /* a name that clashed → the last number behind it */
};

static void
name_free (gpointer data)
{
  Name *self = data;

  g_free (self->brat);
  g_free (self->name);
  g_free (self->sort);
  g_free (self);
}

QuothBratNames *
quoth_brat_names_new (void)
{
  QuothBratNames *self = g_new0 (QuothBratNames, 1);

  for (guint i = 0; i < QUOTH_BRAT_N_NAMES; i++)
    {
      self->by_brat[i] = g_hash_table_new (g_str_hash, g_str_equal);
      self->by_name[i] = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, name_free);
      self->order[i] = g_ptr_array_new ();
      self->tried[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  return self;
}

void
quoth_brat_names_free (QuothBratNames *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < QUOTH_BRAT_N_NAMES; i++)
    {
      g_hash_table_unref (self->tried[i]);
      g_ptr_array_unref (self->order[i]);
      g_hash_table_unref (self->by_brat[i]);
      g_hash_table_unref (self->by_name[i]);
    }
  g_free (self);
}

/* Keeps the first meaning of a name, in either direction. */
void
quoth_brat_names_set (QuothBratNames    *self,
                      QuothBratNameKind  kind,
                      const char        *brat,
                      const char        *name,
                      const char        *sort)
{
  Name *entry;

  if (g_hash_table_contains (self->by_brat[kind], brat)
      || g_hash_table_contains (self->by_name[kind], name))
    return;
  entry = g_new0 (Name, 1);
  entry->brat = g_strdup (brat);
  entry->name = g_strdup (name);
  entry->sort = g_strdup (sort);
  g_hash_table_insert (self->by_name[kind], entry->name, entry);
  g_hash_table_insert (self->by_brat[kind], entry->brat, entry);
  g_ptr_array_add (self->order[kind], entry->name);
}

static gboolean
is_taken (QuothBratNames    *self,
          QuothBratNameKind  kind,
          const char        *brat)
{
  /* A note that begins with "note=" is the note of an annotation. */
  return g_hash_table_contains (self->by_brat[kind], brat)
         || (kind == QUOTH_BRAT_ATTRIBUTE && strcmp (brat, "note") == 0);
}

/* Puts a number behind a name that is taken. Names stay taken: of many that clash, each goes on
 * where the last one found a free number. */
static void
number_name (QuothBratNames    *self,
             QuothBratNameKind  kind,
             GString           *brat)
{
  g_autofree char *base = g_strdup (brat->str);
  gsize length = brat->len;
  guint i = MAX (1, GPOINTER_TO_UINT (g_hash_table_lookup (self->tried[kind], base)));

  do
    {
      g_string_truncate (brat, length);
      g_string_append_printf (brat, "_%u", ++i);
    }
  while (is_taken (self, kind, brat->str));
  g_hash_table_insert (self->tried[kind], g_steal_pointer (&base), GUINT_TO_POINTER (i));
}

/* The name in brat's alphabet, given when it is first asked for. */
const char *
quoth_brat_names_to_brat (QuothBratNames    *self,
                          QuothBratNameKind  kind,
                          const char        *name)
{
  Name *entry = g_hash_table_lookup (self->by_name[kind], name);
  g_autoptr (GString) brat = NULL;

  if (entry != NULL)
    return entry->brat;
  brat = g_string_new (NULL);
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_c (brat, g_ascii_isalnum (*p) || *p == '-' ? *p : '_');
  if (brat->len == 0)
    g_string_append_c (brat, '_');
  if (is_taken (self, kind, brat->str))
    number_name (self, kind, brat);
  quoth_brat_names_set (self, kind, brat->str, name, NULL);
  entry = g_hash_table_lookup (self->by_name[kind], name);
  return entry->brat;
}

/* As quoth_brat_names_to_brat(), and says of which sort the name is. */
void
quoth_brat_names_declare (QuothBratNames    *self,
                          QuothBratNameKind  kind,
                          const char        *name,
                          const char        *sort)
{
  Name *entry;

  quoth_brat_names_to_brat (self, kind, name);
  entry = g_hash_table_lookup (self->by_name[kind], name);
  if (entry->sort == NULL)
    entry->sort = g_strdup (sort);
}

/* What a name in a file stands for: itself unless annotation.conf says more. */
const char *
quoth_brat_names_from_brat (QuothBratNames    *self,
                            QuothBratNameKind  kind,
                            const char        *brat)
{
  Name *entry = self != NULL ? g_hash_table_lookup (self->by_brat[kind], brat) : NULL;

  return entry != NULL ? entry->name : brat;
}

const char *
quoth_brat_names_get_sort (QuothBratNames    *self,
                           QuothBratNameKind  kind,
                           const char        *name)
{
  Name *entry = self != NULL ? g_hash_table_lookup (self->by_name[kind], name) : NULL;

  return entry != NULL ? entry->sort : NULL;
}

/* Of char*, borrowed, in the order in which they were given. */
GPtrArray *
quoth_brat_names_list (QuothBratNames    *self,
                       QuothBratNameKind  kind)
{
  return self->order[kind];
}

static void
parse_line (QuothBratNames *self,
            const char     *line)
{
  g_auto (GStrv) fields = g_strsplit (line + strlen (MARKER), "\t", 4);
  g_autoptr (JsonNode) node = NULL;

  if (g_strv_length (fields) != 4)
    return;
  node = quoth_json_parse (fields[3], -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING || *json_node_get_string (node) == '\0')
    return;
  for (guint i = 0; i < QUOTH_BRAT_N_NAMES; i++)
    if (strcmp (fields[0], kind_names[i]) == 0)
      quoth_brat_names_set (self, i, fields[1], json_node_get_string (node),
                            strcmp (fields[2], "-") == 0 ? NULL : fields[2]);
}

/* Returns whether this program wrote the file. */
gboolean
quoth_brat_names_parse (QuothBratNames *self,
                        const char     *conf)
{
  gboolean found = FALSE;

  for (const char *line = conf; line != NULL && *line != '\0'; )
    {
      const char *end = strchr (line, '\n');
      g_autofree char *copy = NULL;

      if (g_str_has_prefix (line, MARKER))
        {
          found = TRUE;
          copy = end != NULL ? g_strndup (line, (gsize) (end - line)) : g_strdup (line);
          parse_line (self, g_strchomp (copy));
        }
      line = end != NULL ? end + 1 : NULL;
    }
  return found;
}

/* The comments of annotation.conf. */
void
quoth_brat_names_append (QuothBratNames *self,
                         GString        *out)
{
  for (guint i = 0; i < QUOTH_BRAT_N_NAMES; i++)
    for (guint j = 0; j < self->order[i]->len; j++)
      {
        Name *entry = g_hash_table_lookup (self->by_name[i], self->order[i]->pdata[j]);

        g_string_append_printf (out, MARKER "%s\t%s\t%s\t", kind_names[i], entry->brat,
                                entry->sort != NULL ? entry->sort : "-");
        quoth_json_append_string (out, entry->name, strlen (entry->name), TRUE);
        g_string_append_c (out, '\n');
      }
}

/* annotation.conf is read once per folder, not once per file of it. */
typedef struct
{
  char           *path;
  gint64          size;
  gint64          mtime;
  QuothBratNames *names; /* NULL when the file says nothing to us */
} Conf;

static void
conf_free (Conf *self)
{
  g_free (self->path);
  quoth_brat_names_free (self->names);
  g_free (self);
}

/* What this thread looked at last. */
typedef struct
{
  Conf           *conf;    /* nullable: the last that was read */
  guint           session; /* 0: none, what follows means nothing */
  char           *folder;
  QuothBratNames *names;   /* of @folder; nullable, @conf's */
  const char     *layer;   /* nullable, borrowed from @names */
} Seen;

static void
seen_free (gpointer data)
{
  Seen *self = data;

  g_clear_pointer (&self->conf, conf_free);
  g_free (self->folder);
  g_free (self);
}

static GPrivate last_seen = G_PRIVATE_INIT (seen_free);

/* Returns FALSE when there is no such file. */
static gboolean
load_conf (Seen            *seen,
           const char      *path,
           QuothBratNames **out_names)
{
  Conf *conf = seen->conf;
  g_autoptr (QuothBratNames) names = NULL;
  g_autofree char *bytes = NULL;
  struct stat info;
  gsize n_bytes;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  if (conf == NULL || strcmp (conf->path, path) != 0 || conf->size != info.st_size
      || conf->mtime != info.st_mtime)
    {
      conf = g_new0 (Conf, 1);
      conf->path = g_strdup (path);
      conf->size = info.st_size;
      conf->mtime = info.st_mtime;
      names = quoth_brat_names_new ();
      if (quoth_format_load (path, MAX_CONF_BYTES, &bytes, &n_bytes, NULL)
          && g_utf8_validate_len (bytes, n_bytes, NULL)
          && quoth_brat_names_parse (names, bytes))
        conf->names = g_steal_pointer (&names);
      g_clear_pointer (&seen->conf, conf_free);
      seen->conf = conf;
    }
  *out_names = conf->names;
  return TRUE;
}

static void
look (Seen       *self,
      const char *folder)
{
  /* Nothing stands above ".", and folders are not called so. */
  g_autofree char *whole = g_canonicalize_filename (folder, NULL);
  g_autofree char *base = g_path_get_basename (whole);
  g_autofree char *above = g_path_get_dirname (whole);
  g_autofree char *here = g_build_filename (whole, "annotation.conf", NULL);
  g_autofree char *there = g_build_filename (above, "annotation.conf", NULL);
  const char *layer = ".";
  Name *entry;

  self->names = NULL;
  self->layer = NULL;
  if (!load_conf (self, here, &self->names))
    {
      layer = base;
      if (!load_conf (self, there, &self->names))
        return;
    }
  if (self->names == NULL)
    return;
  entry = g_hash_table_lookup (self->names->by_brat[QUOTH_BRAT_LAYER], layer);
  self->layer = entry != NULL ? entry->name : NULL;
}

/* Documented in quoth-format-brat-private.h. */
QuothBratNames *
quoth_brat_folder_names (const char  *folder,
                         guint        session,
                         char       **out_layer)
{
  Seen *seen = g_private_get (&last_seen);

  if (seen == NULL)
    {
      seen = g_new0 (Seen, 1);
      g_private_set (&last_seen, seen);
    }
  if (session == 0 || seen->session != session || strcmp (seen->folder, folder) != 0)
    {
      look (seen, folder);
      g_free (seen->folder);
      seen->folder = g_strdup (folder);
      seen->session = session;
    }
  *out_layer = g_strdup (seen->layer);
  return seen->names;
}
