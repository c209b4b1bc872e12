/* quoth-agreement-private.h - the sums behind the statistics
 *
 * Every statistic is a function of sums over articles, so that articles, and the samples
 * of a bootstrap, are added up as vectors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-agreement.h"
#include "quoth-matching.h"
#include "quoth-unitizing.h"

G_BEGIN_DECLS

/* Token tables come twice: of the outermost marks, and of those nested in them. */
enum
{
  SUM_A,           /* marks */
  SUM_B,
  SUM_EXACT,
  SUM_OVERLAP,
  SUM_SOLID_A,     /* code points */
  SUM_SOLID_B,
  SUM_SOLID_BOTH,
  SUM_TOUCHED_A,   /* marks that the other touches */
  SUM_TOUCHED_B,
  SUM_TOKENS,      /* pair: neither, only B, only A, both; four numbers */
  SUM_TOKENS_NESTED = SUM_TOKENS + 4,
  SUM_FLEISS = SUM_TOKENS_NESTED + 4,  /* all: items, agreement, insides, outsides */
  SUM_FLEISS_NESTED = SUM_FLEISS + 4,
  SUM_COINCIDENCE = SUM_FLEISS_NESTED + 4, /* out-out, in-out, in-in */
  SUM_COINCIDENCE_NESTED = SUM_COINCIDENCE + 3,
  SUM_UNITS = SUM_COINCIDENCE_NESTED + 3,  /* number, observed, expected */
  SUM_UNITS_NESTED = SUM_UNITS + 3,
  SUM_DISORDER = SUM_UNITS_NESTED + 3,     /* units, observed, by chance */
  SUM_SPEAKERS = SUM_DISORDER + 3,         /* matched claims, the same stretch */
  SUM_ENTITIES = SUM_SPEAKERS + 2,         /* claims with known speakers, the same ones */
  SUM_MENTIONS = SUM_ENTITIES + 2,
  SUM_MUC,                                 /* as QuothRatio */
  SUM_B_CUBED = SUM_MUC + 4,
  SUM_CEAF = SUM_B_CUBED + 4,
  SUM_RELATIONS = SUM_CEAF + 4,            /* of A, of B, of both */
  N_SUMS = SUM_RELATIONS + 3
};

/* Sums of one pair (or all) and one type, or one attribute; and what each would be in every
 * bootstrap sample. Single precision is enough for an interval. */
typedef struct
{
  guint   n;
  guint   n_articles; /* that were added */
  double *sums;
  float  *replicates; /* nullable: a stride of samples for each sum */
} QuothTally;

struct _QuothAgreement
{
  QuothScheme            *scheme;
  QuothAgreementSettings  settings;
  char                  **layers;       /* sorted */
  guint                   n_layers;
  guint                   n_pairs;
  guint                   n_articles;
  GPtrArray              *types;        /* of const QuothType; NULL first, for all */
  GPtrArray              *attributes;   /* of const QuothAttribute */
  QuothTally            **cells;        /* (n_pairs + 1) * types; NULL until something is there */
  QuothTally            **judgements;   /* (n_pairs + 1) * attributes */
  GHashTable            **values;       /* the same: values of open attributes → how often (guint) */
  GHashTable            **speakers;     /* n_pairs + 1: entity ids → how often (guint) */
};

/* A mark of a layer and the annotation behind it. */
typedef struct
{
  QuothMark       *marks;
  GPtrArray       *annotations; /* borrowed */
  guint            n;
  GArray          *levels[2];   /* of QuothSpan: outermost parts, and those nested in them */
  GArray          *held[2];     /* of QuothSpan: numbers of the tokens that each level holds */
  int             *choices;     /* nullable: what each mark says of each attribute */
} QuothLayerMarks;

/* What one layer has in one article. */
typedef struct
{
  gboolean         present;
  QuothLayerMarks *types;   /* by type; 0 unused */
  GHashTable      *by_id;   /* id → annotation, borrowed */
} QuothLayerSide;

/* An article laid out for comparing. */
typedef struct
{
  QuothAgreement   *agreement; /* what the sums go to */
  QuothRegistry    *registry;  /* nullable */
  QuothArticleData *data;
  QuothSolid        solid;
  GArray           *tokens;    /* of QuothSpan */
  QuothLayerSide   *sides;     /* by layer */
  GPtrArray        *parts;     /* arrays of QuothSpan that marks point into */
} QuothComparison;

/* quoth-agreement.c */
double     *quoth_agreement_sums       (QuothAgreement   *self,
                                        guint             pair,
                                        guint             type);
double     *quoth_agreement_judgements (QuothAgreement   *self,
                                        guint             pair,
                                        guint             attribute,
                                        guint             n);
gsize       quoth_agreement_get_stride (QuothAgreement   *self);
const char *quoth_agreement_resolve    (QuothRegistry    *registry,
                                        const char       *entity);

/* quoth-agreement-layout.c */
/* The number of a layer among names that end with %NULL; -1 when it is none of them. */
int         quoth_layers_find          (const char *const *layers,
                                        const char        *name);
void        quoth_comparison_init      (QuothComparison  *self,
                                        QuothAgreement   *agreement,
                                        QuothArticleData *data,
                                        QuothRegistry    *registry);
void        quoth_comparison_clear     (QuothComparison  *self);

/* quoth-agreement-pair.c, quoth-agreement-claims.c, quoth-agreement-group.c */
gboolean    quoth_comparison_pair      (QuothComparison  *self,
                                        guint             pair,
                                        guint             a,
                                        guint             b,
                                        GError          **error);
void        quoth_comparison_claims    (QuothComparison  *self,
                                        guint             pair,
                                        guint             a,
                                        guint             b,
                                        QuothMatching    *matchings);
void        quoth_comparison_mentions  (QuothComparison  *self,
                                        guint             pair,
                                        guint             a,
                                        guint             b);
void        quoth_comparison_group     (QuothComparison  *self);

/* quoth-agreement-open.c */
gboolean    quoth_agreement_is_open    (const QuothAttribute *attribute);
void        quoth_agreement_add_open   (QuothAgreement   *self,
                                        guint             pair,
                                        guint             index,
                                        QuothAnnotation  *a,
                                        QuothAnnotation  *b);
void        quoth_agreement_add_values (QuothAgreement   *self,
                                        guint             pair,
                                        QuothAgreement   *article,
                                        guint             from_pair);
void        quoth_agreement_estimate_open (QuothAgreement *self,
                                           guint          pair,
                                           guint          index,
                                           const double  *sums,
                                           QuothEstimate *out_estimate);

/* quoth-agreement-value.c */
guint       quoth_agreement_judgement_size (const QuothAttribute *attribute);

G_END_DECLS
