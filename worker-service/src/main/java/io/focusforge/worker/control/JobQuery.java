package io.focusforge.worker.control;

import io.focusforge.common.page.Cursor;

/** Which jobs to list; null means any. */
record JobQuery(StateFilter state, String queue, String type, int limit, Cursor cursor) {}
