/** What the worker keeps of people, and how it is erased: jobs with their payloads, results and logs, schedules, webhooks, uploads. */
package io.focusforge.worker.erase;
