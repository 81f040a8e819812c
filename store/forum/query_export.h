/*
 * query_export: all that the store holds of one's own, record by record.
 */
#ifndef QUERY_EXPORT_H
#define QUERY_EXPORT_H

#include "store/forum/act.h"

/* rec: of record_types[type]; valid during the call. */
typedef void export_each(void *arg, enum record type, const void *rec);
/*
 * The reader's profile, mandates, keys, posts with each version, drafts, forms
 * begun, messages (those received too, that are not removed), notices, flags,
 * decisions that were taken about them, appeals, and what they follow, ignore
 * and said of syntheses.  Never a password, nor another's private text but
 * messages received.  Walks all posts: one read transaction.  ERR_DENIED for
 * guests; ERR_DAMAGED, ERR_IO: a part was told.
 */
enum err query_export(struct store *, const struct who *, export_each *,
    void *arg);

#endif
