/** Calls to other services: where they are, and one pooled client through which every call is bounded in time. */
package io.focusforge.common.call;
