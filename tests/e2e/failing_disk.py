"""A disk that fails below SQLite: every answer says so, what was acknowledged stays, and data is taken again once it can be."""
import errno
import os

from vigia_e2e import LIBRARIES, Serve, check, query, run, wait_until

SHIM = LIBRARIES / "libfailing_disk.so"


def row(minute, count):
    return [{"time": f"2025-07-12T10:{minute:02d}:00Z", "status": "approved", "count": count}]


def failing(folder, calls="all"):
    preload = " ".join(filter(None, [os.environ.get("LD_PRELOAD"), str(SHIM)]))
    return {"LD_PRELOAD": preload, "FAILING_DISK": str(folder / "order"), "FAILING_DISK_CALLS": calls}


def survives(folder, number, calls):
    order = folder / "order"
    with Serve(folder / "data", env=failing(folder, calls)) as serve:
        check(serve.request("POST", "/transactions", row(0, 10))[0] == 200, "a row is refused while all is well")
        order.write_text(str(number))
        for attempt in range(3):
            status, answer = serve.request("POST", "/transactions", row(1 + attempt, 20))
            check(status in (503, 507) and "database" in answer["detail"], f"{status} {answer}")
        check(serve.request("GET", "/healthz")[0] == 200, "/healthz")
        status, ready = serve.request("GET", "/readyz")
        check(status == 503 and ready["errors"], f"{status} {ready}")
        check("vigia_store_trouble 1" in serve.request("GET", "/metrics")[1], "/metrics does not say it")
        status, found = serve.request("POST", "/query", {})
        check(status == 200 and [r["count"] for r in found["rows"]] == [10], f"queries do not live on: {found}")
        check("the store refuses" in serve.errors(), serve.errors())
        order.unlink()
        wait_until(lambda: serve.request("POST", "/transactions", row(5, 50))[0] == 200, what="it takes data again")
        check(serve.request("GET", "/readyz")[0] == 200, "it is not ready again")
        check("takes data again" in serve.errors(), serve.errors())
        check(serve.process.poll() is None, "it has ended")
        serve.kill()
    counts = query(folder / "data", "SELECT time, count FROM counts ORDER BY time")
    check(counts == [{"time": "2025-07-12T10:00:00Z", "count": 10}, {"time": "2025-07-12T10:05:00Z", "count": 50}], counts)


def a_read_only_disk_is_said_and_survived(folder):
    survives(folder, errno.EROFS, "all")


def an_input_output_error_is_said_and_survived(folder):
    survives(folder, errno.EIO, "all")


def a_full_disk_is_said_and_survived(folder):
    survives(folder, errno.ENOSPC, "all")


def a_row_that_could_not_be_synced_is_not_acknowledged(folder):
    survives(folder, errno.EIO, "sync")


run(a_read_only_disk_is_said_and_survived, an_input_output_error_is_said_and_survived, a_full_disk_is_said_and_survived,
    a_row_that_could_not_be_synced_is_not_acknowledged)
