/** Who did what in a tenant, newest first ({@code GET /api/v1/audit}). */
package io.focusforge.orchestrator.audit;
