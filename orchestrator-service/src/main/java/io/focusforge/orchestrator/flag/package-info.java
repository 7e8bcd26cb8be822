/**
 * Feature flags: kept in Postgres, decided by rules over tenants, users and stable shares of them, and read through OpenFeature's API. A
 * change holds on every replica within a second.
 */
package io.focusforge.orchestrator.flag;
