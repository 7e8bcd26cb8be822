/** Memory as clients see it, on the running stack: how well and how quickly it is found, how quickly it is taken in, and by whom it is not seen. */
package io.focusforge.bench.memory;
