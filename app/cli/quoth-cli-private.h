/* quoth-cli-private.h - what the commands of quothctl share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib/gi18n.h>

#include "quoth-json-writer.h"
#include "quoth-progress.h"
#include "quoth-project.h"

G_BEGIN_DECLS

/* Scripts rely on these numbers. */
typedef enum
{
  QUOTH_CLI_DONE = 0,
  QUOTH_CLI_FAILED = 1,
  QUOTH_CLI_USAGE = 2,
  QUOTH_CLI_REFUSED = 3
} QuothCliStatus;

/* A command's parameters and options; what stands behind "quothctl NAME". */
typedef struct
{
  const char         *parameters;  /* "PROJECT PATH…" */
  const char         *summary;     /* N_(): one sentence */
  const GOptionEntry *entries;     /* ends with a zeroed one */
  int                 n_min;       /* parameters */
  int                 n_max;       /* -1 = any number */
} QuothCliUsage;

/* quoth-cli-options.c */
gboolean        quoth_cli_parse        (const QuothCliUsage *usage,
                                        int                  argc,
                                        char               **argv,
                                        char              ***out_parameters,
                                        int                 *out_status);
int             quoth_cli_usage_error  (const char          *format,
                                        ...) G_GNUC_PRINTF (1, 2);

/* quoth-cli-output.c */
void            quoth_cli_message      (const char          *format,
                                        ...) G_GNUC_PRINTF (1, 2);
void            quoth_cli_print        (const char          *format,
                                        ...) G_GNUC_PRINTF (1, 2);
void            quoth_cli_refuse       (const char          *path,
                                        guint                line,
                                        const char          *reason);
void            quoth_cli_refuse_json  (const char          *path,
                                        const char          *message);
char           *quoth_cli_load_json    (const char          *path,
                                        int                 *out_status);
void            quoth_cli_print_json   (GString             *json);
gboolean        quoth_cli_talks        (void);
int             quoth_cli_fail         (const char          *path,
                                        GError              *error);
QuothProject   *quoth_cli_open         (const char          *path,
                                        gboolean             to_write,
                                        int                 *out_status);
QuothProject   *quoth_cli_open_to_look (const char          *path,
                                        int                 *out_status);

/* quoth-cli-progress.c: a job that is shown on a terminal and that Ctrl+C stops. */
typedef struct _QuothCliJob QuothCliJob;

QuothCliJob    *quoth_cli_job_begin    (const char          *label);
QuothProgress  *quoth_cli_job_progress (QuothCliJob         *self);
void            quoth_cli_job_end      (QuothCliJob         *self);

/* The commands; @argv begins with the command's own name. */
int             quoth_cli_new          (int argc, char **argv);
int             quoth_cli_import       (int argc, char **argv);
int             quoth_cli_export       (int argc, char **argv);
int             quoth_cli_release      (int argc, char **argv);
int             quoth_cli_formats      (int argc, char **argv);
int             quoth_cli_info         (int argc, char **argv);
int             quoth_cli_check        (int argc, char **argv);
int             quoth_cli_recover      (int argc, char **argv);
int             quoth_cli_search       (int argc, char **argv);
int             quoth_cli_agreement    (int argc, char **argv);
int             quoth_cli_guidelines   (int argc, char **argv);
int             quoth_cli_assign       (int argc, char **argv);
int             quoth_cli_package      (int argc, char **argv);
int             quoth_cli_merge        (int argc, char **argv);
int             quoth_cli_conflicts    (int argc, char **argv);
int             quoth_cli_proposals    (int argc, char **argv);
int             quoth_cli_correct      (int argc, char **argv);
int             quoth_cli_lost         (int argc, char **argv);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothCliJob, quoth_cli_job_end)

G_END_DECLS
