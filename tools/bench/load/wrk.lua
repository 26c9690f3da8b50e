-- What wrk sends. Arguments after `--`: what to do (`place` or `get`), the token, the lines of an order, what
-- Idempotency-Keys begin with (empty: none), and a file: SKUs, or paths with an entity tag behind a tab, one a line.

local requests, placed, what, lines, key_prefix, words, headers = {}, 0

local function line(word)
  return '{"sku":"' .. word .. '","quantity":1}'
end

-- Different SKUs, the first at random and the others behind it at random distances.
local function order()
  local at, items = math.random(#words), {}
  for i = 1, lines do
    items[i] = line(words[(at - 1) % #words + 1])
    at = at + math.random(math.max(1, math.floor(#words / lines)))
  end
  return '{"items":[' .. table.concat(items, ",") .. "]}"
end

local function get(word)
  local path, etag = word:match("^([^\t]+)\t?(.*)$")
  local own = { ["Authorization"] = headers["Authorization"] }
  if etag ~= "" then own["If-None-Match"] = etag end
  return wrk.format("GET", path, own)
end

function init(args)
  local token, file
  what, token, lines, key_prefix, file = args[1], args[2], tonumber(args[3]), args[4], args[5]
  math.randomseed(tonumber(args[6]))
  headers = { ["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json" }
  words = {}
  for word in io.lines(file) do words[#words + 1] = word end
  if what == "get" then
    for i, word in ipairs(words) do requests[i] = get(word) end
  end
end

function request()
  if what == "get" then return requests[math.random(#requests)] end
  if key_prefix ~= "-" then
    placed = placed + 1
    headers["Idempotency-Key"] = key_prefix .. placed
  end
  return wrk.format("POST", nil, headers, order())
end

function done(summary, latency)
  local failed = summary.errors
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"connect":%d,"read":%d,"write":%d,"status":%d,"timeout":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    failed.connect, failed.read, failed.write, failed.status, failed.timeout))
end
