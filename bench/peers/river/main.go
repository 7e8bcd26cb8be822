// Takes a command per line: "run JOBS" or "pickup PER_SECOND SECONDS"; answers each with a line of JSON.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"log/slog"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// Nothing is a job that does nothing.
type Nothing struct {
	Text    string `json:"text"`
	AddedAt int64  `json:"addedAt,omitempty"`
}

func (Nothing) Kind() string { return "nothing" }

type worker struct {
	river.WorkerDefaults[Nothing]
	bench *bench
}

func (w *worker) Work(_ context.Context, job *river.Job[Nothing]) error {
	if job.Args.AddedAt > 0 {
		wait := float64(time.Now().UnixNano()-job.Args.AddedAt) / 1e6
		w.bench.mutex.Lock()
		w.bench.waits = append(w.bench.waits, wait)
		w.bench.mutex.Unlock()
	}
	w.bench.worked.Add(1)
	return nil
}

type bench struct {
	client  *river.Client[pgx.Tx]
	pool    *pgxpool.Pool
	payload string
	batch   int
	callers int
	worked  atomic.Int64
	mutex   sync.Mutex
	waits   []float64
}

func (b *bench) run(ctx context.Context, jobs int) (map[string]any, error) {
	b.worked.Store(0)
	started := time.Now()
	var left atomic.Int64
	left.Store(int64(jobs))
	var group sync.WaitGroup
	for range b.callers {
		group.Go(func() {
			for {
				before := left.Add(-int64(b.batch)) + int64(b.batch)
				if before <= 0 {
					return
				}
				params := make([]river.InsertManyParams, min(before, int64(b.batch)))
				for i := range params {
					params[i] = river.InsertManyParams{Args: Nothing{Text: b.payload}}
				}
				if _, err := b.client.InsertManyFast(ctx, params); err != nil {
					log.Fatal(err)
				}
			}
		})
	}
	group.Wait()
	accepted := time.Since(started)
	if err := b.awaitCompletion(ctx, jobs); err != nil {
		return nil, err
	}
	return map[string]any{"jobs": jobs, "acceptSeconds": accepted.Seconds(), "seconds": time.Since(started).Seconds()}, nil
}

// All have been worked, and the completer has recorded all of them.
func (b *bench) awaitCompletion(ctx context.Context, jobs int) error {
	for b.worked.Load() < int64(jobs) {
		time.Sleep(time.Millisecond)
	}
	for {
		var unfinished bool
		err := b.pool.QueryRow(ctx, "SELECT EXISTS (SELECT FROM river_job WHERE state IN ('available', 'running', 'retryable'))").Scan(&unfinished)
		if err != nil || !unfinished {
			return err
		}
		time.Sleep(time.Millisecond)
	}
}

func (b *bench) pickup(ctx context.Context, perSecond, seconds int) (map[string]any, error) {
	b.worked.Store(0)
	b.waits = b.waits[:0]
	jobs := perSecond * seconds
	started := time.Now()
	var group sync.WaitGroup
	for i := range jobs {
		time.Sleep(time.Until(started.Add(time.Duration(i) * time.Second / time.Duration(perSecond))))
		group.Go(func() {
			if _, err := b.client.Insert(ctx, Nothing{Text: b.payload, AddedAt: time.Now().UnixNano()}, nil); err != nil {
				log.Fatal(err)
			}
		})
	}
	group.Wait()
	if err := b.awaitCompletion(ctx, jobs); err != nil {
		return nil, err
	}
	slices.Sort(b.waits)
	percentile := func(share float64) float64 { return b.waits[int(share*float64(len(b.waits)))] }
	return map[string]any{"jobs": jobs, "p50": percentile(0.5), "p95": percentile(0.95), "p99": percentile(0.99)}, nil
}

func (b *bench) answer(ctx context.Context, words []string) (map[string]any, error) {
	numbers := make([]int, len(words)-1)
	for i := range numbers {
		number, err := strconv.Atoi(words[i+1])
		if err != nil {
			return nil, err
		}
		numbers[i] = number
	}
	if words[0] == "run" {
		return b.run(ctx, numbers[0])
	}
	return b.pickup(ctx, numbers[0], numbers[1])
}

func start(ctx context.Context) (*bench, error) {
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		return nil, err
	}
	driver := riverpgxv5.New(pool)
	migrator, err := rivermigrate.New(driver, nil)
	if err != nil {
		return nil, err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return nil, err
	}
	b := &bench{pool: pool, payload: os.Getenv("BENCH_TEXT"), batch: number("RIVER_BATCH", 1000), callers: number("RIVER_CALLERS", 4)}
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{bench: b})
	// As River's own benchmark does: fetched as often, and as many at a time, as it allows.
	b.client, err = river.NewClient(driver, &river.Config{
		FetchCooldown:     2 * time.Millisecond,
		FetchPollInterval: 20 * time.Millisecond,
		Logger:            slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: number("RIVER_WORKERS", 2000)}},
		Workers:           workers,
	})
	if err != nil {
		return nil, err
	}
	return b, b.client.Start(ctx)
}

func number(name string, otherwise int) int {
	if number, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return number
	}
	return otherwise
}

func main() {
	ctx := context.Background()
	b, err := start(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(`{"ready":true}`)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		result, err := b.answer(ctx, strings.Fields(lines.Text()))
		if err != nil {
			log.Fatal(err)
		}
		json, err := json.Marshal(result)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(string(json))
	}
}
