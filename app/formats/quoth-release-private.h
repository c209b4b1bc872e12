/* quoth-release-private.h - the parts of a release
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-export-private.h"
#include "quoth-release.h"

G_BEGIN_DECLS

#define QUOTH_RELEASE_SUMS "SHA256SUMS"
#define QUOTH_RELEASE_CARD "datacard.json"
#define QUOTH_RELEASE_README "README.md"
#define QUOTH_RELEASE_SPLITS "splits.csv"
#define QUOTH_RELEASE_SCHEME "scheme.json"

/* What is in a release, counted per split. */
typedef struct
{
  const QuothReleaseOptions *options;
  guint       n_splits;    /* at least 1 */
  guint64    *articles;    /* per split, as all below */
  guint64    *characters;  /* code points of the texts */
  guint64    *annotations;
  GHashTable *labels;      /* type id → guint64[n_splits] */
  GHashTable *roles;       /* of links */
  GHashTable *values;      /* "attribute=value" of choices */
  GHashTable *layers;      /* annotations of each annotator */
  GHashTable *guidelines;  /* id of a version, or "unknown" → layers made under it */
  GHashTable *entities;    /* entity id → guint64[n_splits]: mentions */
  GHashTable *languages;   /* articles */
  GHashTable *publishers;  /* articles */
  GHashTable *licences;    /* articles */
  char       *first_date;  /* nullable */
  char       *last_date;   /* nullable */
} QuothReleaseCounts;

void     quoth_release_counts_init  (QuothReleaseCounts        *self,
                                     const QuothReleaseOptions *options);
void     quoth_release_counts_clear (QuothReleaseCounts        *self);
void     quoth_release_counts_add   (QuothReleaseCounts        *self,
                                     QuothScheme               *scheme,
                                     QuothArticleData          *data,
                                     guint                      split);

/* @losses: per format, in the order of the options. */
char    *quoth_release_card_json    (const QuothReleaseCounts  *counts,
                                     QuothScheme               *scheme,
                                     const guint64             *losses);
char    *quoth_release_card_markdown (const QuothReleaseCounts *counts,
                                      QuothScheme              *scheme,
                                      const guint64            *losses);

/* What a card begins with when Hugging Face's rows are among the formats: where they stand, and
 * of which types their columns are. */
void     quoth_release_append_hub   (GString                   *out,
                                     const QuothReleaseOptions *options);

/* Lists every file below @folder with its SHA-256 in SHA256SUMS, as sha256sum(1) does. */
gboolean quoth_release_sums_write   (const char                *folder,
                                     QuothProgress             *progress,
                                     GError                   **error);
/* Whether @folder holds a release as it was made and nothing else, so that a new one may
 * replace it. */
gboolean quoth_release_sums_covers  (const char                *folder,
                                     QuothProgress             *progress,
                                     GError                   **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothReleaseCounts, quoth_release_counts_clear)

G_END_DECLS
