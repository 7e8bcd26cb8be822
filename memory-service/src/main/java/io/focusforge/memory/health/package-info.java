/** What the service cannot work without, for readiness. Postgres is checked by its extension; ai-service is not needed. */
package io.focusforge.memory.health;
