/* quoth-format.h - the small interface behind which every corpus format stands
 *
 * A format reads a unit (a file, a text with its standoff file, a folder) into a
 * stream of a scheme, entities and articles, and writes such a stream. It never
 * sees the project and never holds more than one article. Readers treat input as
 * hostile: whatever is refused names file, line and reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"
#include "quoth-entity.h"
#include "quoth-label-map.h"
#include "quoth-progress.h"
#include "quoth-scheme.h"

G_BEGIN_DECLS

#define QUOTH_FORMAT_ERROR (quoth_format_error_quark ())

typedef enum
{
  QUOTH_FORMAT_ERROR_REFUSED, /* the input is wrong; the message is "file:line: reason" */
  QUOTH_FORMAT_ERROR_UNKNOWN, /* no format explains the input, or no format of that name */
  QUOTH_FORMAT_ERROR_IO       /* reading or writing failed */
} QuothFormatError;

GQuark quoth_format_error_quark (void);

/* Of one article, that a format knows nothing more of: adding one copies those before. */
#define QUOTH_FORMAT_MAX_FACTS 1024

/* One thing to import whole or not at all. */
typedef struct
{
  char *path;   /* the file or folder that gives the unit its name */
  char *format; /* its format's name */
} QuothUnit;

void quoth_unit_free (QuothUnit *self);

typedef struct
{
  const char *layer;    /* where the format names no annotator */
  gboolean    own;      /* @layer is of who imports: to them a text without a mark is work */
  const char *encoding; /* nullable: of text files */
  QuothScheme *scheme;  /* the project's, to map foreign labels by kind */
  /* nullable: the text (transfer full) of this SHA-256 where it is at hand, else NULL; for
   * files that hold offsets only. */
  QuothText *(*find_text) (gpointer user_data, const char *hash);
  gpointer     find_data;
  /* Nullable: what labels become, applied to what readers give, who need not look at it.
   * NULL: as the project remembers for the format. */
  QuothLabelMap *labels;
  /* Not 0: units with the same number are read in one go, and what stands beside all of them
   * is looked at once. 0: it is looked at for each, for it may have changed. */
  guint session;
  /* Nullable: what is imported, for formats whose files tell more together than each alone. */
  const char *const *paths;
} QuothReadOptions;

/* Where a reader puts what it finds. Each call returns FALSE to stop. */
typedef struct
{
  gboolean (*scheme)  (gpointer user_data, QuothScheme *scheme, GError **error);
  gboolean (*entity)  (gpointer user_data, QuothEntity *entity, GError **error);
  gboolean (*article) (gpointer user_data, QuothArticleData *data, GError **error);
  /* Something was read but could not be kept, or was detected (an encoding): for the report. */
  void     (*notice)  (gpointer user_data, const char *path, guint line, const char *message);
  gpointer user_data;
} QuothSink;

typedef enum
{
  QUOTH_ZONES_ALL,
  QUOTH_ZONES_BODY /* annotations in other zones are left out; the text stays */
} QuothZoneChoice;

/* What an export can be asked for; each means something to the formats that list it. */
typedef enum
{
  QUOTH_WRITE_IDS          = 1 << 0, /* our ids in notes */
  QUOTH_WRITE_IOBES        = 1 << 1, /* instead of IOB2 */
  QUOTH_WRITE_FOUR_COLUMNS = 1 << 2, /* instead of two */
  QUOTH_WRITE_CODE_POINTS  = 1 << 3, /* instead of UTF-16 units */
  QUOTH_WRITE_INCEPTION    = 1 << 4, /* as INCEpTION demands */
  QUOTH_WRITE_SPREADSHEET  = 1 << 5  /* with a byte order mark, formulas defused */
} QuothWriteFlags;

/* One of them as a format offers it: the command line and the window are made from this. */
typedef struct
{
  QuothWriteFlags flag;
  const char     *name;        /* "iobes": on the command line and in settings */
  const char     *title;       /* N_(): a few words */
  const char     *description; /* N_(): one line, what it does */
  const char     *without;     /* N_(): what stands without it and */
  const char     *with;        /* N_(): with it, where that is a choice of two; else NULL */
} QuothFormatOption;

typedef struct
{
  const char      *path;         /* a folder that exists */
  QuothScheme     *scheme;
  QuothZoneChoice  zones;         /* already done: articles come without the others */
  gboolean         layer_folders; /* one folder per layer, where the format holds one view */
  QuothWriteFlags  flags;         /* those of other formats mean nothing */
  gboolean         without_text;  /* only offsets and the text's hash, where `textless` */
  gboolean         dry_run;       /* only losses are wanted: quoth_format_save() may be left out */
} QuothWriteOptions;

/* What could not be written: article id, annotation or link id, reason.
 *
 * A loss is what somebody has said and the export does not: an annotation, its parts, type,
 * attributes, note, links and their attributes, the entity of a mention. Entities that no
 * mention points to are told by the export itself, without an article. No loss is how the
 * project came about (who proposed an annotation and when, its history, what undo knows, how
 * far work on a layer is), nor an id, the scheme, or white space that a description of the
 * format says it changes: only quoth-jsonl promises those. */
typedef void (*QuothLossFunc) (gpointer    user_data,
                               const char *article,
                               const char *annotation,
                               const char *reason);

typedef struct _QuothFormat QuothFormat;

struct _QuothFormat
{
  const char *name;        /* as on the command line */
  const char *title;       /* N_(): for people */
  const char *description; /* N_(): one line, what it holds and loses */
  const char *const *extensions; /* without dot; NULL-terminated; NULL = none */
  gboolean    plain;       /* gives articles that nobody has annotated */

  /* How sure, 0 to 100, that @path (a file or a folder) is the head of a unit of this
   * format. @head: the file's first bytes, NULL for a folder. Files that belong to
   * another unit's head give 0. NULL when the format cannot be imported. */
  int      (*probe) (const char *path, const char *head, gsize n_head);
  gboolean (*read)  (const char             *path,
                     const QuothReadOptions *options,
                     const QuothSink        *sink,
                     QuothProgress          *progress,
                     GError                **error);
  /* NULL, or the files that belong to the unit whose head is @path (a strv of paths, whether
   * they exist or not): they are no units of their own, and nothing is said about them. */
  char   **(*companions) (const char *path);

  /* What quoth-writer.h builds an export from. @writer_size: of the format's writer, a struct that
   * begins with a QuothWriter. @start and @end: NULL when there is nothing to write before and
   * behind; @clear, which is called in any case: NULL when the writer owns nothing more than a
   * QuothWriter. @entity is called for every entity before the first article; NULL when the
   * format knows of none. @article: NULL when the format cannot be exported. */
  gsize    writer_size;
  const void *kind; /* what formats that share a writer tell it of themselves */
  gboolean (*start)   (gpointer writer, GError **error);
  gboolean (*entity)  (gpointer writer, QuothEntity *entity, GError **error);
  gboolean (*article) (gpointer writer, QuothArticleData *data, GError **error);
  gboolean (*end)     (gpointer writer, GError **error);
  void     (*clear)   (gpointer writer);


  /* Writes DOC.* files, where DOC is what quoth_format_safe_name() gives for the ids of the
   * articles in the order in which they come: the export then writes index.csv. */
  gboolean names_documents;
  /* Names of the other files it writes, in whatever folder; NULL-terminated; NULL = none. An
   * export replaces a folder only when it knows every file in it. */
  const char *const *files;
  gboolean keeps_registry; /* writes entities that no mention points to, too */
  gboolean keeps_remarks; /* writes comments and the like (quoth-remark.h) as they are */
  gboolean keeps_versions; /* older versions of articles go along, see quoth-project-versions.h */
  gboolean textless; /* can be written without the words of the articles */
  const QuothFormatOption *options; /* the last one without a name; NULL = none */
};

const QuothFormat *const *quoth_formats_list   (guint       *out_n);
const QuothFormat        *quoth_formats_lookup (const char  *name);

/* Helpers for readers and writers. */
int      quoth_format_open     (const char  *path,
                                guint64     *out_size,
                                GError     **error);
gssize   quoth_format_read     (int          fd,
                                const char  *path,
                                char        *buffer,
                                gsize        n_bytes,
                                GError     **error);
gboolean quoth_format_write    (int          fd,
                                const char  *path,
                                const char  *bytes,
                                gsize        n_bytes,
                                GError     **error);
gboolean quoth_format_save     (const char  *path,
                                const char  *bytes,
                                gsize        n_bytes,
                                GError     **error);
char    *quoth_format_phrase   (const char  *format,
                                va_list      args) G_GNUC_PRINTF (1, 0);
gboolean quoth_format_refuse   (GError     **error,
                                const char  *path,
                                guint        line,
                                const char  *format,
                                ...) G_GNUC_PRINTF (4, 5);
gboolean quoth_format_load     (const char  *path,
                                gsize        max_bytes,
                                char       **out_bytes,
                                gsize       *out_n_bytes,
                                GError     **error);
char    *quoth_format_safe_name (const char *id,
                                 GHashTable *taken);

G_END_DECLS
