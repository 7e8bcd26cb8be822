/** Memory as clients see it: how well it is found, beside Lucene's BM25, on the running stack. */
package io.focusforge.bench.memory;
